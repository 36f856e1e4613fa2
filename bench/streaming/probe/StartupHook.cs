using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Loaded into the measured server by DOTNET_STARTUP_HOOKS, which wants this name and no namespace. Whoever connects to the socket that
/// BENCH_PROBE names gets the bytes that live on the managed heap, and those that the heap has taken from the system.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("BENCH_PROBE") is not { } path) return;
        new Thread(() => Serve(path)) { IsBackground = true, Name = "probe" }.Start();
    }

    private static void Serve(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var asked = listener.Accept();
            // What a collection leaves to be finalised is gone after the next one.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var memory = GC.GetGCMemoryInfo(GCKind.FullBlocking);
            asked.Send(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(false)} {memory.TotalCommittedBytes}\n")));
        }
    }
}
