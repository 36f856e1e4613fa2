namespace BlazorChat.Bench.Replay;

/// <summary>What to play.</summary>
internal sealed record ReplayOptions
{
    /// <summary>Every way in which the same bytes come.</summary>
    public static readonly string[] AllModes = ["ev", "one", "b1", "b7", "b64", "crlf", "slow", "nodone", "cut", "hang"];

    public string Folder { get; private set; } = "";

    public string? Provider { get; private set; }

    public string? Case { get; private set; }

    public bool ShowsAll { get; private set; }

    public IReadOnlyList<string> Modes { get; private set; } = AllModes;

    public static bool TryParse(string[] args, out ReplayOptions options)
    {
        options = new ReplayOptions();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--all": options.ShowsAll = true; break;
                case "--provider" when i + 1 < args.Length: options.Provider = args[++i]; break;
                case "--case" when i + 1 < args.Length: options.Case = args[++i]; break;
                case "--mode" when i + 1 < args.Length && AllModes.Contains(args[i + 1]): options.Modes = [args[++i]]; break;
                case var folder when options.Folder.Length == 0 && File.Exists(Path.Combine(folder, "INDEX.tsv")): options.Folder = Path.GetFullPath(folder); break;
                default:
                    Console.Error.WriteLine($"Not understood: {args[i]}. The modes are {string.Join(' ', AllModes)}; the folder holds INDEX.tsv, expected.json and replay.mjs.");
                    return false;
            }
        }

        return options.Folder.Length > 0;
    }
}
