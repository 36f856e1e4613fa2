namespace BlazorChat.Core.Settings;

/// <summary>Files and folders that only the server's own account may read (modes 0600 and 0700; on Windows the folder's rights apply).</summary>
internal static class PrivateFile
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, FileMode600 | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file where none is.</summary>
    public static void CreateEmpty(string path)
    {
        if (!File.Exists(path)) Open(path, FileMode.CreateNew).Dispose();
    }

    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = FileMode600;
        return new FileStream(path, options);
    }

    /// <summary>Writes the whole file or nothing of it: a file beside it takes the bytes, reaches the disk and then takes the name.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var beside = $"{path}.{Environment.ProcessId}.new";
        File.Delete(beside);
        using (var file = Open(beside, FileMode.CreateNew))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
