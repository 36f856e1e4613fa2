namespace BlazorChat.Tests.Providers.Calls;

/// <summary>A line of the table in docs/providers.md, in the order of its columns.</summary>
internal sealed record FailureFacts(string What, string Sentence, string Code, string End, string TriedAgain, string FallsBack, string Counts)
{
    public override string ToString() => $"| {What} | {Sentence} | `{Code}` | {End} | {TriedAgain} | {FallsBack} | {Counts} |";
}
