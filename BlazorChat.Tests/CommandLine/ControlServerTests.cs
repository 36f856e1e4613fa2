using System.Net.Sockets;
using System.Text;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.CommandLine.Control;
using BlazorChat.Web.CommandLine.Users;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.CommandLine;

/// <summary>The socket by itself: what does not come from our own command line.</summary>
public sealed class ControlServerTests
{
    [Fact]
    public async Task Socket_HearingNonsense_GoesOnListening()
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        var address = ControlAddress.Of(app.Services.GetRequiredService<DataFolder>());
        var output = new Lines();
        await AskAsync(address, new UserRequest(UserRequest.List, ""), output);

        foreach (var nonsense in (string[])["GET / HTTP/1.1\r\n\r\n", "{\n", "null\n", "{\"verb\":\"format\",\"body\":{}}\n", "{\"verb\":\"user\",\"body\":7}\n", new string('x', 100_000) + "\n", ""]) await SendAsync(address, nonsense);

        Assert.Equal(0, await AskAsync(address, new UserRequest(UserRequest.Add, "ann") { Email = "ann@example.com" }, output));
        Assert.Equal("ann was made, as an admin.", output.Written[0]);
        Assert.Equal(1, await AskAsync(address, new UserRequest("explode", "ann"), output));
    }

    [Fact]
    public void Address_OfAFolderFarDown_IsShortAndItsOwn()
    {
        using var temp = new TempFolder();
        var near = ControlAddress.Of(DataFolder.Open(temp["data"]));
        var far = ControlAddress.Of(DataFolder.Open(temp[new string('d', 120)]));
        var other = ControlAddress.Of(DataFolder.Open(temp[new string('e', 120)]));
        Assert.Equal(temp["data/server.sock"], near.Path);
        Assert.All([far, other], address => Assert.True(Encoding.UTF8.GetByteCount(address.Path) <= 100));
        Assert.NotEqual(far, other);
    }

    [Fact]
    public async Task Folder_OfTheSocketThatIsNotOurs_IsNeitherListenedInNorAsked()
    {
        if (OperatingSystem.IsWindows()) return; // It has a named pipe.
        using var temp = new TempFolder();
        var address = ControlAddress.Of(DataFolder.Open(temp[new string('d', 120)]));
        var folder = Path.GetDirectoryName(address.Path)!;
        try
        {
            // Somebody else's, with a socket that listens; then one that leads elsewhere.
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            using (Listen(address)) Assert.Null(await ControlClient.TryRunAsync(address, "user", new UserRequest(UserRequest.List, ""), new Lines(), TestTimeout.Token));
            Assert.Throws<UnauthorizedAccessException>(() => new ControlListener(address).Dispose());
            Directory.Delete(folder, recursive: true);
            Directory.CreateSymbolicLink(folder, temp.Path);
            Assert.Throws<UnauthorizedAccessException>(() => new ControlListener(address).Dispose());
            Directory.Delete(folder);

            using var own = new ControlListener(address);
            Assert.True(address.IsOwn());
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static Socket Listen(ControlAddress address)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(address.Path));
        socket.Listen(1);
        return socket;
    }

    [Fact]
    public async Task Client_WithNobodyListening_SaysSoAtOnce()
    {
        using var temp = new TempFolder();
        Assert.Null(await ControlClient.TryRunAsync(ControlAddress.Of(DataFolder.Open(temp["data"])), "user", new UserRequest(UserRequest.List, ""), new Lines(), TestTimeout.Token));
    }

    /// <summary>The server listens a moment after it is ready.</summary>
    private static async Task<int> AskAsync(ControlAddress address, UserRequest request, Lines output)
    {
        while (true)
        {
            if (await ControlClient.TryRunAsync(address, "user", request, output, TestTimeout.Token) is { } exitCode) return exitCode;
            await Task.Yield();
            TestTimeout.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task SendAsync(ControlAddress address, string text)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Path), TestTimeout.Token);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), TestTimeout.Token);
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(new byte[1024], TestTimeout.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // It hung up in the middle.
        }
    }

    private sealed class Lines : IVerbOutput
    {
        public List<string> Written { get; } = [];

        public Task WriteLineAsync(string line, CancellationToken cancellationToken)
        {
            Written.Add(line);
            return Task.CompletedTask;
        }

        public Task WriteErrorAsync(string line, CancellationToken cancellationToken) => WriteLineAsync(line, cancellationToken);
    }
}
