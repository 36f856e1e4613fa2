using BlazorChat.Web.Components.Chat;
using Bunit;

namespace BlazorChat.Tests.Components;

/// <summary>The end of what is loaded of a conversation.</summary>
public sealed class ThreadEdgeTests : ComponentTest
{
    private readonly Queue<TaskCompletionSource<bool>> _asked = [];

    [Fact]
    public void ThreadEdge_PressedTwice_AsksOnce()
    {
        var edge = Show();

        _ = edge.Find("button").ClickAsync(new());
        _ = edge.Find("button").ClickAsync(new());

        Assert.Equal("true", edge.Find("button").GetAttribute("aria-busy"));
        Assert.True(_asked.Dequeue().TrySetResult(true));
        edge.WaitForAssertion(() => Assert.False(edge.Find("button").HasAttribute("aria-busy")));
        Assert.Empty(_asked);
    }

    [Fact]
    public void ThreadEdge_CouldNotBeRead_SaysSoUntilItIs()
    {
        var edge = Show();

        _ = edge.Find("button").ClickAsync(new());
        _asked.Dequeue().SetResult(false);
        edge.WaitForAssertion(() => Assert.Single(edge.FindAll("[role=alert]")));
        Assert.True(edge.Find("button").HasAttribute("data-failed")); // The module leaves it to the person now.

        _ = edge.Find("button").ClickAsync(new());
        _asked.Dequeue().SetResult(true);
        edge.WaitForAssertion(() => Assert.Empty(edge.FindAll("[role=alert]")));
    }

    private IRenderedComponent<ThreadEdge> Show() => Render<ThreadEdge>(parameters => parameters
        .Add(edge => edge.Move, ThreadMove.Earlier)
        .Add(edge => edge.OnMove, _ =>
        {
            _asked.Enqueue(new TaskCompletionSource<bool>());
            return _asked.Last().Task;
        }));
}
