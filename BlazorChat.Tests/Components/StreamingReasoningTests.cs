using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.Chat.Parts;
using BlazorChat.Web.Components.Markdown;
using Bunit;

namespace BlazorChat.Tests.Components;

public sealed class StreamingReasoningTests : ComponentTest
{
    private const int Words = 5_000;

    [Fact]
    public void Reasoning_LongText_KeepsAShortRest()
    {
        var reasoning = Think();

        Assert.Equal(string.Concat(Enumerable.Range(0, Words).Select(Word)), string.Concat(reasoning.Closed) + reasoning.Rest);
        Assert.InRange(reasoning.Rest.Length, 0, 600);
        Assert.Equal(string.Concat(reasoning.Closed).Length + reasoning.Rest.Length, reasoning.Length);
    }

    [Fact]
    public void Reasoning_WithoutWhiteSpace_IsCutBetweenCharacters()
    {
        var reasoning = new StreamingReasoning("x");
        for (var i = 0; i < 10_000; i++) Assert.True(reasoning.TryAppend(new ReasoningPart("\U0001F600")));

        Assert.NotEmpty(reasoning.Closed);
        Assert.InRange(reasoning.Rest.Length, 0, 4_100);
        Assert.All(reasoning.Closed, piece => Assert.False(char.IsHighSurrogate(piece[^1])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    [InlineData(20_000)]
    public void Reasoning_CutTo_KeepsTheBeginning(int length)
    {
        var whole = string.Concat(Enumerable.Range(0, Words).Select(Word));

        var cut = Assert.IsType<StreamingReasoning>(Think().CutTo(length));

        Assert.Equal(whole[..length], string.Concat(cut.Closed) + cut.Rest);
        Assert.Equal(length, cut.Length);
    }

    [Fact]
    public void Reasoning_OneMoreWord_PaintsNoPieceAgain()
    {
        var reasoning = Think();
        var view = Render<ReasoningPartView>(parameters => parameters.Add(view => view.Closed, reasoning.Closed).Add(view => view.Text, reasoning.Rest));
        var pieces = view.FindComponents<CodeChunk>().Sum(piece => piece.RenderCount);

        reasoning.TryAppend(new ReasoningPart("hence"));
        view.Render(parameters => parameters.Add(view => view.Closed, reasoning.Closed).Add(view => view.Text, reasoning.Rest));

        Assert.EndsWith("hence", view.Find(".body").TextContent, StringComparison.Ordinal);
        Assert.Equal(string.Concat(reasoning.Closed) + reasoning.Rest, view.Find(".body").TextContent);
        Assert.True(pieces > TextPieceGroup.Size);
        Assert.Equal(pieces, view.FindComponents<CodeChunk>().Sum(piece => piece.RenderCount));
    }

    private static StreamingReasoning Think()
    {
        var reasoning = new StreamingReasoning(Word(0));
        for (var i = 1; i < Words; i++) Assert.True(reasoning.TryAppend(new ReasoningPart(Word(i))));
        return reasoning;
    }

    private static string Word(int index) => $"thought{index} ";
}
