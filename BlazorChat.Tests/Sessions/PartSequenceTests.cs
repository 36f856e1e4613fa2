using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Tests.Sessions;

public sealed class PartSequenceTests
{
    [Fact]
    public void Append_PiecesOfOneKind_GrowOnePart()
    {
        var sequence = new PartSequence();
        sequence.Append(new ReasoningPart("hm"));
        sequence.Append(new TextPart("Hel"));
        sequence.Append(new TextPart("lo"));
        sequence.Append(new ToolCallPart("1", "clock", "{}"));
        sequence.Append(new TextPart("!"));

        MessagePart[] expected = [new ReasoningPart("hm"), new TextPart("Hello"), new ToolCallPart("1", "clock", "{}"), new TextPart("!")];
        Assert.Equal(expected, sequence.ToParts());
        Assert.Equal(10, sequence.Length);
    }

    [Fact]
    public void Slice_FromEveryPosition_GivesExactlyTheRest()
    {
        var sequence = new PartSequence([new ReasoningPart("abc"), new TextPart("defgh"), new ErrorPart("x", "y"), new TextPart("ij")]);
        for (var from = 0; from <= sequence.Length; from++)
        {
            var pieces = sequence.Slice(from);
            Assert.Equal(sequence.Length - from, pieces.Sum(piece => piece.End - piece.Start));
            Assert.Equal("abcdefgh?ij"[from..], string.Concat(pieces.Select(piece => piece.Part is GrowingPart part ? part.Text : "?")));
            Assert.All(pieces, piece => Assert.Equal(piece.End - piece.Start, piece.Part.Length));
        }
    }

    [Fact]
    public void Restored_TextAfterAnError_StaysAPartOfItsOwn()
    {
        var sequence = new PartSequence([new TextPart("one"), new ErrorPart("x", "y")]);
        sequence.Append(new TextPart("two"));
        Assert.Equal([new TextPart("one"), new ErrorPart("x", "y"), new TextPart("two")], sequence.ToParts());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("right\u200Fto\u202Eleft")]
    [InlineData("😀👩‍👩‍👧‍👦 e\u0301\u0302 \"quoted\" \\ \u2028 </script> 中文 العربية")]
    public void Json_OfAnyStorableText_ComesBackAsItWent(string text)
    {
        MessagePart[] parts = [new TextPart(text), new ReasoningPart(text), new ToolCallPart(text, text, text), new ErrorPart("code", text, text, text)];
        Assert.Equal(parts, PartsJson.Read(PartsJson.Write(parts)));
        Assert.All(parts, part => Assert.Equal(part, PartsJson.ReadOne(PartsJson.WriteOne(part))));
    }
}
