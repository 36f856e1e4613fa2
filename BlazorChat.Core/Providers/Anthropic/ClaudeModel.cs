using System.Globalization;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>
/// What requests must know of a model, read from its name. The API refuses with status 400 what a model does not take, and which
/// generation takes what is told in prose only (https://platform.claude.com/docs/en/about-claude/models/migration-guide).
/// </summary>
/// <param name="Version">Claude's version, such as 4.6, as 406; null for a model of another maker.</param>
internal readonly record struct ClaudeModel(int? Version)
{
    /// <summary>The version since which sampling is refused.</summary>
    public const string NewApi = "2026-10-21";

    /// <summary>The version that servers like Anthropic's speak, and that still takes a temperature.</summary>
    public const string OldApi = "2023-06-01";

    private const int Newest = 9999;

    /// <summary>Whether it takes <c>temperature</c> and <c>top_p</c>: Claude 4.7 and later refuse them.</summary>
    public bool HasSampling => Version is null or < 407;

    /// <summary>Whether it decides by itself how much to think, within an effort; the others are given a number of tokens.</summary>
    public bool IsAdaptive => Version >= 406;

    /// <summary>Whether it thinks unless told otherwise.</summary>
    public bool ThinksByDefault => Version >= 500;

    /// <summary>Whether it can be asked to think at all. Of a model of another maker that is for its server to say.</summary>
    public bool CanThink => Version is null or >= 307;

    /// <summary>
    /// The version of the API to speak to it. The newer one takes no temperature for any model, so models that know one, and those of
    /// other makers, whose servers know the older API, are asked in the older.
    /// </summary>
    public string ApiVersion => HasSampling ? OldApi : NewApi;

    /// <summary>
    /// The limit where nobody set one, because the API wants one: the most that every model of that generation takes. Thinking counts
    /// towards it, and only what is written is paid.
    /// </summary>
    public int DefaultMaxTokens => Version switch
    {
        null => 8192,
        >= 400 => 32_000,
        >= 305 => 8192,
        _ => 4096,
    };

    /// <summary>
    /// Reads a name in any of the forms that are about: <c>claude-opus-4-6</c>, <c>claude-3-5-haiku-20241022</c>,
    /// <c>anthropic/claude-sonnet-4.5</c>. A Claude without a version is taken for a new one.
    /// </summary>
    public static ClaudeModel Of(string name)
    {
        string[] words = name.Length > 256 ? [] : name.ToLowerInvariant().Split('-', '.', '_', '/', ':', '@');
        var at = Array.IndexOf(words, "claude");
        if (at < 0) return new ClaudeModel(null);
        for (var i = at + 1; i < words.Length; i++)
        {
            if (Number(words[i]) is { } major) return new ClaudeModel((major * 100) + (i + 1 < words.Length ? Number(words[i + 1]) ?? 0 : 0));
        }
        return new ClaudeModel(Newest);
    }

    /// <summary>A part of a version has one or two digits; a date has eight.</summary>
    private static int? Number(string word) =>
        word.Length is 1 or 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
