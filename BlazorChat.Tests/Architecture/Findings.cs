namespace BlazorChat.Tests.Architecture;

internal static class Findings
{
    /// <summary>Fails with every finding on a line of its own, and none of them cut.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var found = findings.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
