using System.Text.Json;

namespace BlazorChat.Tests.Architecture;

/// <summary>A platform that is published has lock files of its own, which a change of packages easily forgets.</summary>
public sealed class LockFileTests
{
    [Theory]
    [InlineData("BlazorChat.Core")]
    [InlineData("BlazorChat.Web")]
    public void PlatformLockFiles_NameThePackagesOfTheSolutions(string project)
    {
        var solution = Packages(Path.Combine(SourceTree.Root, project, "packages.lock.json"));

        Assert.NotEmpty(solution);
        foreach (var platform in new[] { "linux-x64", "linux-arm64" })
        {
            Assert.Equal(solution, Packages(Path.Combine(SourceTree.Root, "deploy", "locks", $"{project}.{platform}.lock.json"))); // Else: deploy/lock.sh
        }
    }

    private static SortedDictionary<string, string> Packages(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var packages = file.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(package => package.Value.TryGetProperty("contentHash", out _))
            .ToDictionary(package => package.Name, package => package.Value.GetProperty("contentHash").GetString()!);
        return new SortedDictionary<string, string>(packages, StringComparer.Ordinal);
    }
}
