using BlazorChat.Core.Sessions;

namespace BlazorChat.Tests.Sessions;

public sealed class StorableTextTests
{
    [Fact]
    public void FindBad_OfText_NamesTheFirstUnitThatCannotBeStored()
    {
        // Not inline data: an attribute's text is UTF-8 and cannot hold a lone surrogate.
        Assert.Equal(-1, StorableText.FindBad(""));
        Assert.Equal(-1, StorableText.FindBad("plain 😀 e\u0301 \u202E"));
        Assert.Equal(1, StorableText.FindBad("a\0b"));
        Assert.Equal(1, StorableText.FindBad("a\uD83D"));
        Assert.Equal(0, StorableText.FindBad("\uDE00a"));
        Assert.Equal(2, StorableText.FindBad("😀\uD83Dx"));
    }

    [Fact]
    public void Clean_OfBadUnits_ReplacesEachAndKeepsTheLength() =>
        Assert.Equal("a\uFFFDb\uFFFD😀\uFFFD", StorableText.Clean("a\0b\uDE00😀\uD83D"));
}
