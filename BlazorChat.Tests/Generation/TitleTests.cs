using BlazorChat.Core.Generation.Titles;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Generation;

public sealed class TitleTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Title_AfterTheFirstAnswer_IsWrittenByTheModelAndCounted(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        await StartAsync(engine);
        var changed = NextChange(engine);
        var sent = await AnswerAsync(engine, "What is the capital of France?", "Paris.");
        var call = await engine.Model.NextCallAsync();
        Assert.Contains("What is the capital of France?", call.Messages[^1].Text, StringComparison.Ordinal);
        await changed(async () => (await TitleAsync(engine, sent.SessionId)) == "What is the capital of France?");
        call.Say("**“The capital", " of France”**").Finish();
        await changed(async () => (await TitleAsync(engine, sent.SessionId)) == "The capital of France");

        await WhenSettledAsync(engine, changed);
        Assert.Equal([UsagePurpose.Answer, UsagePurpose.Title], (await engine.RowsAsync<UsageEntry>()).Select(entry => entry.Purpose).Order());
        var second = await AnswerAsync(engine, "And of Spain?", "Madrid.", sent.SessionId);
        Assert.Equal(3, engine.Model.Calls); // Only the first answer is a reason.
        Assert.NotEqual(Guid.Empty, second.MessageId);
    }

    [Fact]
    public async Task Title_OfAPerson_IsNeverReplaced()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite);
        await StartAsync(engine);
        var changed = NextChange(engine);
        var sent = await AnswerAsync(engine, "hi", "hello");
        var call = await engine.Model.NextCallAsync();
        await engine.Sessions.RenameAsync(engine.Ann, sent.SessionId, "Mine", TestTimeout.Token);
        call.Say("Another").Finish();
        await WhenSettledAsync(engine, changed);

        Assert.Equal("Mine", await TitleAsync(engine, sent.SessionId));
    }

    [Theory]
    [InlineData("off")]
    [InlineData("nowhere/model")]
    public async Task Title_WithoutAModelForIt_StaysTheBeginning(string model)
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, services => services.Configure<TitleOptions>(options => options.Model = model));
        await StartAsync(engine);
        var sent = await AnswerAsync(engine, "hi there", "hello");
        await AnswerAsync(engine, "again", "hello", sent.SessionId);

        Assert.Equal("hi there", await TitleAsync(engine, sent.SessionId));
        Assert.Equal(2, engine.Model.Calls);
    }

    [Theory]
    [InlineData("A title", "A title")]
    [InlineData("\n\n  \"A title.\"  \nand more", "A title")]
    [InlineData("# Title: Über Züge", "Über Züge")]
    [InlineData("标题", "标题")]
    [InlineData("<think>\nA title is wanted.\n</think>\n\nA title", "A title")]
    [InlineData("<think>\nIt never ends", null)]
    [InlineData("", null)]
    [InlineData("...", null)]
    [InlineData("\u0000\u202e", null)]
    public void Answer_OfAModel_BecomesOneCleanLineOrNothing(string answer, string? expected) => Assert.Equal(expected, TitleText.Read(answer));

    [Fact]
    public void Answer_ThatIsNoTitleButAnEssay_IsCut() => Assert.InRange(TitleText.Read(string.Concat(Enumerable.Repeat("word ", 500)))!.Length, 40, 81);

    private static Task StartAsync(Engine engine) => engine.Services.GetRequiredService<TitleWriter>().StartAsync(TestTimeout.Token);

    private static async Task<Core.Generation.SendResult> AnswerAsync(Engine engine, string question, string answer, Guid? session = null)
    {
        var sent = await engine.AskAsync(question, session);
        (await engine.Model.NextCallAsync()).Say(answer).Finish();
        await engine.EndOfAsync(sent.MessageId);
        return sent;
    }

    private static async Task<string?> TitleAsync(Engine engine, Guid sessionId) => (await engine.Sessions.FindAsync(engine.Ann, sessionId, TestTimeout.Token))?.Title;

    /// <summary>Waits for a state of the sessions, looking at it again after each change.</summary>
    private static Func<Func<Task<bool>>, Task> NextChange(Engine engine)
    {
        var changes = new SemaphoreSlim(0);
        engine.Services.GetRequiredService<ISessionEvents>().Subscribe(engine.Ann.UserId, _ => changes.Release());
        return async condition =>
        {
            while (!await condition()) await changes.WaitAsync(TimeSpan.FromMilliseconds(100), TestTimeout.Token);
        };
    }

    private static Task WhenSettledAsync(Engine engine, Func<Func<Task<bool>>, Task> changed) =>
        changed(async () => (await engine.RowsAsync<UsageEntry>()).TrueForAll(entry => entry.SettledAt is not null));
}
