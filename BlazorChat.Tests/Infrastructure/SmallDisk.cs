using System.Diagnostics;

namespace BlazorChat.Tests.Infrastructure;

/// <summary>A file system of its own that can be filled to the last byte: in memory, mounted as root or by sudo. Dispose it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _temp = new();

    private SmallDisk()
    {
    }

    public string Path => _temp["disk"];

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Whether this account may mount.</summary>
    public static bool CanMount { get; } = OperatingSystem.IsLinux() && Run("true");

    public static SmallDisk Mount(int mebibytes)
    {
        var disk = new SmallDisk();
        Directory.CreateDirectory(disk.Path);
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m,mode=0777", "tmpfs", disk.Path)) throw new InvalidOperationException("The file system could not be mounted.");
        return disk;
    }

    /// <summary>Takes every byte that is free.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 64 * 1024, 4096, 1 })
        {
            try
            {
                while (true) filler.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full, for pieces of this size.
            }
        }
    }

    /// <summary>Gives it all back.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        _temp.Dispose();
    }

    private static bool Run(params string[] command)
    {
        string[] line = Environment.UserName == "root" ? command : ["sudo", "-n", .. command];
        try
        {
            using var process = Process.Start(new ProcessStartInfo(line[0], line.Skip(1)) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // No sudo here.
        }
    }
}

/// <summary>A test that needs a disk to fill: left out where this account may not mount one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.CanMount ? null : "Mounting a small file system takes root, or sudo without a password.";
}
