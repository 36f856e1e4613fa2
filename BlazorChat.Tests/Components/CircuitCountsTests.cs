using BlazorChat.Core.Settings;
using BlazorChat.Web.Components.Circuits;

namespace BlazorChat.Tests.Components;

public sealed class CircuitCountsTests
{
    private static readonly Guid Ann = Guid.CreateVersion7();
    private readonly CircuitCounts _counts = new(new LiveOptions<CircuitsOptions>(new CircuitsOptions { MaxPerUser = 2 }));

    [Fact]
    public void Enter_MoreThanAllowed_IsRefusedUntilOneHasGone()
    {
        Assert.Equal([true, true, false], [_counts.Enter(Ann), _counts.Enter(Ann), _counts.Enter(Ann)]);

        _counts.Leave(Ann, isRefused: true);
        Assert.False(_counts.Enter(Ann));
        _counts.Leave(Ann, isRefused: false);

        Assert.True(_counts.Enter(Ann)); // A refused one that is still there takes nobody's place.
    }

    [Fact]
    public void Enter_OfSomeoneElse_IsCountedForItself()
    {
        _counts.Enter(Ann);
        _counts.Enter(Ann);

        Assert.True(_counts.Enter(Guid.CreateVersion7()));
    }

    [Fact]
    public void Enter_FarMoreThanAllowed_HasNoAnswer()
    {
        for (var i = 0; i < 4; i++) _counts.Enter(Ann);

        Assert.Throws<InvalidOperationException>(() => _counts.Enter(Ann));
        _counts.Leave(Ann, isRefused: true);
        Assert.False(_counts.Enter(Ann)); // The one that threw was not counted.
    }

    [Fact]
    public void Return_OfALostConnection_IsNeverRefusedAndCounted()
    {
        _counts.Enter(Ann);
        _counts.Enter(Ann);
        _counts.Return(Ann, isRefused: false);

        _counts.Leave(Ann, isRefused: false);
        Assert.False(_counts.Enter(Ann));
    }
}
