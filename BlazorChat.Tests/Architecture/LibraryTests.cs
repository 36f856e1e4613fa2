using System.Globalization;
using System.Security.Cryptography;

namespace BlazorChat.Tests.Architecture;

/// <summary>The browser's libraries are those that <c>deploy/libraries.sh</c> brought, byte for byte.</summary>
public sealed class LibraryTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "BlazorChat.Web", "wwwroot", "lib");
    private static readonly string[] Manifest = File.ReadAllLines(Path.Combine(Folder, "manifest.sha256"));

    [Fact]
    public void Libraries_EveryFile_HasTheHashOfTheManifest()
    {
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Folder, file).Replace('\\', '/'), Full: file))
            .Where(file => file.Path != "manifest.sha256")
            .OrderBy(file => file.Path, StringComparer.Ordinal);

        Assert.Equal(Manifest.Where(line => !line.StartsWith('#')), files.Select(file => $"{HashOf(file.Full)}  {file.Path}"));
    }

    [Fact]
    public void Libraries_EachOne_HasItsVersionAndLicence()
    {
        var heads = Manifest.Where(line => line.StartsWith('#')).ToList();

        Assert.All(heads, head => Assert.Matches(@"^# [a-z]+: \S+ \d+\.\d+\.\d+, (MIT|BSD-3-Clause)$", head));
        var names = heads.Select(head => head[2..head.IndexOf(':', StringComparison.Ordinal)]).ToList();
        Assert.Equal(Directory.EnumerateDirectories(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal), names);
        Assert.All(names, name => Assert.Contains("Copyright", File.ReadAllText(Path.Combine(Folder, name, "LICENSE.txt")), StringComparison.Ordinal));
    }

    [Fact]
    public void Libraries_OfTheManifest_AreThoseOfTheScript()
    {
        var script = File.ReadAllText(Path.Combine(SourceTree.Root, "deploy", "libraries.sh"));

        foreach (var head in Manifest.Where(line => line.StartsWith('#')))
        {
            var words = head.Split([' ', ':', ','], StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"library {words[1]} {words[2]} {words[3]} "), script, StringComparison.Ordinal);
        }
    }

    private static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
