using System.Globalization;

namespace BlazorChat.Bench.Crash;

/// <summary>What one kill did.</summary>
internal sealed record RoundResult(string Database, int Round)
{
    public int Acknowledged { get; init; }

    public int QuestionsLost { get; init; }

    public int OldTextLost { get; init; }

    public int Wrong { get; init; }

    public int WithoutEnd { get; init; }

    public int Doubled { get; init; }

    public int Interrupted { get; init; }

    public int RunAgain { get; init; }

    public TimeSpan RestartToReady { get; init; }

    public TimeSpan UntilAllEnded { get; init; }

    public bool IsIntact { get; init; } = true;

    public List<string> Findings { get; init; } = [];

    public bool IsGood => QuestionsLost + OldTextLost + Wrong + WithoutEnd + Doubled == 0 && IsIntact;

    public string ToRow(bool withHeader)
    {
        var row = string.Create(CultureInfo.InvariantCulture,
            $"| {Database,-8} | {Round,5} | {Acknowledged,4} | {QuestionsLost,14} | {OldTextLost,19} | {Wrong,13} | {Doubled,7} | {WithoutEnd,11} | {Interrupted,11} | {RunAgain,9} | {RestartToReady.TotalSeconds,5:0.0} s | {(IsIntact ? "ok" : "BROKEN"),9} |");
        return !withHeader ? row :
            "| database | round | sent | questions lost | text older 1 s lost | doubled/wrong | 2 calls | without end | interrupted | run again | restart | integrity |\n" +
            "|---|---|---|---|---|---|---|---|---|---|---|---|\n" + row;
    }
}
