using System.Runtime.CompilerServices;
using BlazorChat.Tests.Architecture;
using BlazorChat.Tests.Browser.Upstream;
using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser;

/// <summary>Runs a test in a browser of its own; a script's error fails it whatever else it asserts, and a failure leaves pictures behind.</summary>
public abstract class BrowserTest(BrowserRun run)
{
    private static string PicturesFolder => Path.Combine(SourceTree.Root, "TestResults", "pictures");

    internal BrowserRun Run { get; } = run;

    /// <summary>At the server that all share, signed in.</summary>
    internal async Task VisitAsync(Func<Visit, ChatUpstream, Task> test, ViewportSize? size = null, [CallerMemberName] string name = "")
    {
        var server = await Run.ServerAsync();
        await using var visit = await Visit.BeginAsync(Run, server.Url, server.Account, size);
        await WatchAsync(visit, () => test(visit, server.Upstream), name);
    }

    /// <summary>At a server of the test's own, as a stranger.</summary>
    internal async Task VisitAsync(string url, Func<Visit, Task> test, [CallerMemberName] string name = "")
    {
        await using var visit = await Visit.BeginAsync(Run, url);
        await WatchAsync(visit, () => test(visit), name);
    }

    private async Task WatchAsync(Visit visit, Func<Task> test, string name)
    {
        try
        {
            await test();
            Assert.Empty(visit.Problems);
        }
        catch (Exception exception)
        {
            await visit.PictureAsync(PicturesFolder, $"{GetType().Name}.{name}");
            var problems = string.Join('\n', visit.Problems);
            if (problems.Length == 0) throw;
            throw new InvalidOperationException($"{exception.Message}\nThe browser reported:\n{problems}", exception);
        }
    }
}
