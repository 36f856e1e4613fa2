namespace BlazorChat.Tests.Architecture;

/// <summary>A file of the repository, by its path from the top with forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public int LineCount => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public bool Is(string extension) => Path.EndsWith(extension, StringComparison.Ordinal);

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}

/// <summary>The repository that these tests were built from.</summary>
internal static class SourceTree
{
    private static readonly string[] Projects = ["BlazorChat.Core", "BlazorChat.Web", "BlazorChat.Tests"];
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>What people wrote: no build output, no generated migrations, nothing that came from elsewhere.</summary>
    public static IEnumerable<SourceFile> Written() => Projects
        .SelectMany(project => FilesIn(Path.Combine(Root, project)))
        .Select(file => (Full: file, Path: Path.GetRelativePath(Root, file).Replace('\\', '/')))
        .Where(file => !file.Path.Contains("/Data/Migrations/", StringComparison.Ordinal)
            && !file.Path.Contains("/wwwroot/_framework/", StringComparison.Ordinal) && !file.Path.Contains("/wwwroot/lib/", StringComparison.Ordinal))
        .Where(file => Path.GetExtension(file.Path) is ".cs" or ".razor" or ".js" or ".mjs")
        .Select(file => new SourceFile(file.Path, File.ReadAllText(file.Full)));

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(inner => !Skipped.Contains(Path.GetFileName(inner))).SelectMany(FilesIn));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BlazorChat.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No BlazorChat.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
