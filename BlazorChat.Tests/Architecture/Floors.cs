namespace BlazorChat.Tests.Architecture;

/// <summary>The floors of docs/architecture.md: imports go down; on one floor they go sideways where no circle comes of it.</summary>
internal static class Floors
{
    private const string Core = "BlazorChat.Core";
    private const string Web = "BlazorChat.Web";

    /// <summary>Every folder has its floor here; one that has none is an error of the check, so that a new feature chooses.</summary>
    private static readonly Dictionary<string, int> FloorOfFolder = new()
    {
        [$"{Core}.Data"] = 0,
        [$"{Core}.Security"] = 0,
        [$"{Core}.Egress"] = 0,
        [$"{Core}.Audit"] = 0,
        [$"{Core}.Settings"] = 0,
        [$"{Core}.Markdown"] = 0,
        [$"{Core}.Accounts"] = 1,
        [$"{Core}.Providers"] = 1,
        [$"{Core}.Roles"] = 1,
        [$"{Core}.Templates"] = 1,
        [$"{Core}.Attachments"] = 1,
        [$"{Core}.Usage"] = 1,
        [$"{Core}.Sessions"] = 2,
        [$"{Core}.Generation"] = 3,
        [$"{Core}.Planning"] = 3,
        [$"{Core}.Tools"] = 3,
        [$"{Core}.Gateway"] = 3,
        [$"{Core}.Administration"] = 4,
        [$"{Core}.Commands"] = 4,
        [$"{Core}.Search"] = 4,
        [$"{Core}.Sharing"] = 4,
        [$"{Core}.Exchange"] = 4,
        [$"{Core}.Backups"] = 4,
        [Core] = 5, // What puts the features together.
        [$"{Web}.Resources"] = 6,
        [$"{Web}.Api"] = 7,
        [$"{Web}.Components"] = 7,
        [$"{Web}.CommandLine"] = 7,
        [$"{Web}.Hosting"] = 7,
        [Web] = 8,
    };

    public static IEnumerable<string> Check(IEnumerable<TypeUse> uses)
    {
        var own = uses.Where(use => IsOwn(use.From) && IsOwn(use.To)).ToList();
        foreach (var folder in own.SelectMany(use => new[] { FolderOf(use.From), FolderOf(use.To) }).Distinct().Where(folder => !FloorOfFolder.ContainsKey(folder)))
        {
            yield return $"{folder} has no floor: give it one in Floors.cs and in docs/architecture.md.";
        }

        foreach (var use in own.Where(use => FloorOf(use.To) > FloorOf(use.From))) yield return $"{use}: up the floors.";

        foreach (var circle in Circles.Among(Pairs(own, FolderOf))) yield return $"{circle}: a circle of features.";

        // A folder and one inside it are one feature, and know each other.
        var folders = Pairs(own, type => type.Namespace).Where(pair => !IsInside(pair.From, pair.To) && !IsInside(pair.To, pair.From)).ToHashSet();
        foreach (var (from, to) in folders.Where(pair => string.CompareOrdinal(pair.From, pair.To) < 0 && folders.Contains((pair.To, pair.From))))
        {
            yield return $"{from} and {to} import each other.";
        }
    }

    private static HashSet<(string From, string To)> Pairs(IEnumerable<TypeUse> uses, Func<TypeName, string> folder) =>
        [.. uses.Select(use => (From: folder(use.From), To: folder(use.To))).Where(pair => pair.From != pair.To)];

    private static bool IsOwn(TypeName type) => type.IsIn(Core) || type.IsIn(Web);

    private static bool IsInside(string inner, string outer) => inner.StartsWith(outer + ".", StringComparison.Ordinal);

    /// <summary>The feature: the first folder below the project's.</summary>
    private static string FolderOf(TypeName type) => string.Join('.', type.Namespace.Split('.').Take(3));

    private static int FloorOf(TypeName type) => FloorOfFolder.GetValueOrDefault(FolderOf(type), -1);
}
