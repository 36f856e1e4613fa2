using BlazorChat.Tests.Architecture;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>Holds the table of docs/providers.md against what really happens, line by line.</summary>
public sealed class ProviderFailureTableTests
{
    private static readonly IReadOnlyList<FailureFacts> Table = Read(File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "providers.md")));

    public static TheoryData<string> Scenarios => new(FailureScenarios.All.Select(scenario => scenario.What));

    [Fact]
    public void Table_HasALineForEveryScenarioAndNoOther() =>
        Assert.Equal(FailureScenarios.All.Select(scenario => scenario.What).Order(StringComparer.Ordinal), Table.Select(line => line.What).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Failure_IsAsTheTableSays(string what)
    {
        var facts = await FailureRun.FactsAsync(FailureScenarios.All.Single(scenario => scenario.What == what));
        // A difference deep in a long line is shown by Assert.Equal only in part.
        Assert.True(Table.Contains(facts), $"docs/providers.md says\n{Table.FirstOrDefault(line => line.What == what)}\nand it is\n{facts}");
    }

    [Fact]
    public void Line_OfTheTable_IsReadByItsColumns() =>
        Assert.Equal(
            new FailureFacts("a", "B.", "c", "failed", "no", "yes", "no"),
            Assert.Single(Read(["| what happened | what the user reads | code | the answer ends as | tried again? | falls back? | counts for the breaker? |", "| --- | --- | --- | --- | --- | --- | --- |", "| a | B. | `c` | failed | no | yes | no |", "text"])));

    private static List<FailureFacts> Read(IEnumerable<string> lines) => [.. lines
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 9 && cells[1] != "what happened" && !cells[1].StartsWith("---", StringComparison.Ordinal))
        .Select(cells => new FailureFacts(cells[1], cells[2], cells[3].Trim('`'), cells[4], cells[5], cells[6], cells[7]))];
}
