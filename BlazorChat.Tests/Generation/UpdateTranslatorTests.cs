using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions.Parts;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Generation;

public sealed class UpdateTranslatorTests
{
    private readonly UpdateTranslator _translator = new([]);

    [Fact]
    public void Translate_OfASurrogatePairOverTwoDeltas_GivesItWhole()
    {
        Assert.Equal([new TextPart("a")], Text("a\uD83D"));
        Assert.Equal([new TextPart("😀b")], Text("\uDE00b"));
        Assert.Empty(_translator.Finish());
    }

    [Fact]
    public void Translate_OfHalvesThatNeverMeet_ReplacesThem()
    {
        Assert.Empty(Text("\uD83D"));
        Assert.Equal([new TextPart("\uFFFDx\uFFFD")], Text("x\uDE00"));
        Assert.Equal([new TextPart("y\uFFFDz")], Text("y\0z"));
        Assert.Empty(Text("\uD83D"));
        Assert.Equal([new TextPart("\uFFFD")], _translator.Finish());
    }

    [Fact]
    public void Translate_OfReasoningAndText_KeepsTheirHalvesApart()
    {
        Assert.Empty(Parts(new TextReasoningContent("\uD83D")));
        Assert.Equal([new TextPart("t")], Text("t"));
        Assert.Equal([new ReasoningPart("😀")], Parts(new TextReasoningContent("\uDE00")));
    }

    [Fact]
    public void Translate_OfAToolCall_KeepsWhatTheModelWrote()
    {
        var call = new FunctionCallContent("id", "clock", null) { AdditionalProperties = new() { [ContentKeys.RawArguments] = "{\"zone\": \"UTC\"}" } };
        Assert.Equal([new ToolCallPart("id", "clock", "{\"zone\": \"UTC\"}")], Parts(call));
        Assert.Equal([new ToolCallPart("id", "clock", "{}")], Parts(new FunctionCallContent("id", "clock", null)));
    }

    [Fact]
    public void Usage_WithoutFigures_IsNotInvented()
    {
        Assert.Null(_translator.ReportedUsage());
        Parts(new UsageContent(new UsageDetails { InputTokenCount = 11, OutputTokenCount = 7, CachedInputTokenCount = 3, ReasoningTokenCount = 2 }));
        Assert.Equal(new(11, 3, 7, 2, IsEstimated: false), _translator.ReportedUsage());
    }

    private List<MessagePart> Text(string text) => Parts(new TextContent(text));

    private List<MessagePart> Parts(AIContent content) => [.. _translator.Translate(new ChatResponseUpdate(ChatRole.Assistant, [content]))];
}
