using BlazorChat.Core.Generation;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Generation;

public sealed class ContextCutTests
{
    // "word " is one token, and a message has eight more for its form.
    private const int Form = 8;

    [Theory]
    [InlineData(100_000, 7, 0)] // All of it.
    [InlineData(308, 7, 0)] // Just all of it.
    [InlineData(307, 5, 2)] // The oldest goes, and its answer, which would stand without a question.
    [InlineData(220, 5, 2)]
    [InlineData(219, 3, 4)]
    [InlineData(44, 1, 6)]
    [InlineData(10, 1, 6)] // The newest stays, whatever its length: it is what is asked.
    [InlineData(-5, 1, 6)]
    public void Cut_ToABudget_LeavesOutWholeMessagesFromTheOldestOn(long budget, int kept, int omitted)
    {
        var branch = Branch(36, 36, 36, 36, 36, 36, 36);
        var cut = ContextCut.For(branch, budget);

        Assert.Equal((kept, omitted), (cut.Branch.Count, cut.Omitted));
        Assert.Same(branch[^1], cut.Branch[^1]);
        Assert.Equal(MessageRole.User, cut.Branch[0].Role);
    }

    [Fact]
    public void Cut_BetweenAToolCallAndItsResult_KeepsNeither()
    {
        List<Message> branch = [.. Branch(10, 10), Said(MessageRole.Tool, 10), Said(MessageRole.Assistant, 10), Said(MessageRole.User, 10)];
        var cut = ContextCut.For(branch, 4 * (10 + Form));

        Assert.Equal((1, 4), (cut.Branch.Count, cut.Omitted));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answer_ToMoreThanTheWindowHolds_IsMadeFromTheNewestAndSaysWhatIsMissing(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("the oldest " + Words(9_000));
        (await engine.Model.NextCallAsync()).Say(Words(3_000)).Finish();
        await engine.EndOfAsync(first.MessageId);
        var second = await engine.AskAsync("the newest", first.SessionId);
        var call = await engine.Model.NextCallAsync();
        call.Say("yes").Finish();
        await engine.EndOfAsync(second.MessageId);

        // Nobody tells the window of this model: the stated default has no room for the first exchange.
        Assert.Equal("the newest", Assert.Single(call.Messages).Text);
        Assert.Equal(2, (await engine.MessageAsync(second)).OmittedMessages);
        Assert.Equal(0, (await engine.MessageAsync(first)).OmittedMessages);
    }

    private static string Words(int count) => string.Concat(Enumerable.Repeat("word ", count));

    private static List<Message> Branch(params int[] words) =>
        [.. words.Select((count, i) => Said(i % 2 == 0 ? MessageRole.User : MessageRole.Assistant, count))];

    private static Message Said(MessageRole role, int words) => new() { Id = Guid.CreateVersion7(), Role = role, Parts = [new TextPart(Words(words).TrimEnd())] };
}
