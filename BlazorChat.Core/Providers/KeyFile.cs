namespace BlazorChat.Core.Providers;

/// <summary>Reads a key from a file, as containers hand secrets over.</summary>
internal static class KeyFile
{
    private const int MaxBytes = 16 << 10;

    /// <summary>The file's text without the white space around it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Why there is no key, as the end of a sentence; empty where there is one.</param>
    /// <returns>The key; null where there is none.</returns>
    public static string? TryRead(string path, out string problem)
    {
        try
        {
            var file = new FileInfo(path);
            var key = !file.Exists || file.Length > MaxBytes ? null : File.ReadAllText(path).Trim();
            problem = !file.Exists ? "does not exist" : key is null ? "is too large for a key" : key.Length == 0 ? "is empty" : "";
            return problem.Length == 0 ? key : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = "cannot be read by this program";
            return null;
        }
    }
}
