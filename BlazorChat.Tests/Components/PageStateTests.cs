using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Web.Components.Pages.Account;
using BlazorChat.Web.Components.State;

namespace BlazorChat.Tests.Components;

public sealed class PageStateTests
{
    private static readonly Caller Owner = new(Guid.CreateVersion7());
    private readonly ManualTime _time = new();

    [Fact]
    public void PrerenderHandover_TakenTwice_IsThereOnce()
    {
        var handover = new PrerenderHandover(_time);
        var key = handover.Put(Owner, "read", 1);

        Assert.Equal("read", handover.Take<string>(Owner, key));
        Assert.Null(handover.Take<string>(Owner, key));
    }

    [Fact]
    public void PrerenderHandover_OfSomeoneElse_IsNotThere()
    {
        var handover = new PrerenderHandover(_time);

        Assert.Null(handover.Take<string>(new Caller(Guid.CreateVersion7()), handover.Put(Owner, "read", 1)));
    }

    [Fact]
    public void PrerenderHandover_TooOld_IsNotThere()
    {
        var handover = new PrerenderHandover(_time);
        var key = handover.Put(Owner, "read", 1);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(handover.Take<string>(Owner, key));
    }

    [Fact]
    public void PrerenderHandover_OfTooManyOrTooLarge_KeepsAFewSmallOnes()
    {
        using var handover = new PrerenderHandover(_time);
        var keys = Enumerable.Range(0, 50).Select(_ => handover.Put(Owner, "read", 1)).ToList();

        Assert.InRange(keys.Count(key => handover.Take<string>(Owner, key) is not null), 1, 8);
        Assert.Null(handover.Take<string>(Owner, handover.Put(Owner, "read", 10_000_000)));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/s/1?model=a/b", "/s/1?model=a/b")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/%5Cevil.example", "/")]
    [InlineData("/%2Fevil.example", "/")]
    [InlineData("/%252Fevil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/account/logout", "/")]
    [InlineData("/c/1?x=a%20b#y", "/c/1?x=a%20b#y")]
    [InlineData("c/1", "/")]
    [InlineData("/ü", "/")]
    [InlineData("/%09/evil.example", "/")]
    public void LocalUrl_OfAnything_StaysHere(string? url, string expected) => Assert.Equal(expected, LocalUrl.OrHome(url));
}
