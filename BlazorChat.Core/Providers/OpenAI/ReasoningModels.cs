using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// What OpenAI's own models take, by their names, because the API tells it nowhere: models that reason refuse the whole request where it
/// holds a temperature, top_p, a penalty or stop sequences (https://platform.openai.com/docs/guides/reasoning), and each generation has
/// words of its own for the effort (https://platform.openai.com/docs/api-reference/chat/create, <c>reasoning_effort</c>). Models of other
/// names are not judged.
/// </summary>
internal static partial class ReasoningModels
{
    private static readonly Abilities Never = new(Reasons: false, CanBeOff: false, HasMinimal: false, HasExtraHigh: false);
    private static readonly Abilities OSeries = new(Reasons: true, CanBeOff: false, HasMinimal: false, HasExtraHigh: false);

    /// <summary>Whether the model refuses temperature, top_p, penalties and stop sequences. From GPT-5.1 on it takes them while it does not reason.</summary>
    public static bool RefusesSampling(string model, ReasoningEffort? effort) =>
        Find(model) is { Reasons: true } found && !(effort is ReasoningEffort.None && found.CanBeOff);

    /// <summary>Whether <see cref="EffortWord"/> can tell what to send.</summary>
    public static bool KnowsEffortOf(string model) => Find(model) is not null;

    /// <summary>The model's own word for an effort, or its nearest; null where it does not reason and refuses any.</summary>
    public static string? EffortWord(string model, ReasoningEffort? effort) => Find(model) is not { Reasons: true } found ? null : effort switch
    {
        ReasoningEffort.None => found.CanBeOff ? "none" : found.HasMinimal ? "minimal" : "low",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => found.HasExtraHigh ? "xhigh" : "high",
        _ => null,
    };

    private static Abilities? Find(string model)
    {
        var name = model.StartsWith("ft:", StringComparison.Ordinal) ? model[3..] : model;
        if (OSeriesName().IsMatch(name) || name.StartsWith("codex-mini", StringComparison.Ordinal)) return OSeries;
        if (name.StartsWith("chatgpt-", StringComparison.Ordinal)) return Never;
        var match = GptName().Match(name);
        if (!match.Success) return null;
        var (major, rest) = (int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["rest"].Value);
        if (major < 5 || rest.StartsWith("-chat", StringComparison.Ordinal)) return Never;
        var minor = match.Groups["minor"].Success ? int.Parse(match.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var isLater = major > 5 || minor > 0;
        var isCodex = rest.Contains("codex", StringComparison.Ordinal);
        var hasExtraHigh = major > 5 || minor > 1 || rest.Contains("codex-max", StringComparison.Ordinal);
        return new Abilities(true, CanBeOff: isLater && !isCodex, HasMinimal: !isLater && !isCodex, hasExtraHigh);
    }

    [GeneratedRegex(@"^o\d", RegexOptions.NonBacktracking)]
    private static partial Regex OSeriesName();

    [GeneratedRegex(@"^gpt-(?<major>\d)(?:\.(?<minor>\d{1,3}))?(?<rest>.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex GptName();

    private readonly record struct Abilities(bool Reasons, bool CanBeOff, bool HasMinimal, bool HasExtraHigh);
}
