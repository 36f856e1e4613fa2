using BlazorChat.Core.Sessions;

namespace BlazorChat.Tests.Sessions;

public sealed class SessionTitleTests
{
    [Theory]
    [InlineData("  How do\n\n I  sort?\t", "How do I sort?")]
    [InlineData("\u202Ereverse\u202C me", "reverse me")]
    [InlineData("\u0001\u0002", "New Chat")]
    [InlineData("\u200B\u200D", "New Chat")]
    public void FromMessage_OfShortText_IsOneCleanLine(string text, string expected) => Assert.Equal(expected, SessionTitle.FromMessage(text));

    [Fact]
    public void FromMessage_OfLongText_EndsAtAWord()
    {
        var title = SessionTitle.FromMessage(string.Join(' ', Enumerable.Repeat("word", 60)));
        Assert.EndsWith("word…", title, StringComparison.Ordinal);
        Assert.InRange(title.Length, 40, 82);
    }

    [Fact]
    public void FromMessage_OfManyCombiningMarks_FitsATitle()
    {
        var title = SessionTitle.FromMessage("Z" + new string('\u0301', 10_000) + " and more");
        Assert.InRange(title.Length, 1, SessionStore.MaxTitleLength);
        Assert.Equal(-1, StorableText.FindBad(title));
    }

    [Fact]
    public void FromMessage_OfEmojiOnly_NeverCutsOne()
    {
        var title = SessionTitle.FromMessage(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 200)));
        Assert.InRange(title.Length, 1, SessionStore.MaxTitleLength);
        Assert.Equal(-1, StorableText.FindBad(title));
    }
}
