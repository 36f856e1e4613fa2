using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>The list of chats at the side.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class SessionListTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Delete_ThenUndo_BringsTheChatBack() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await AskedAsync(visit, upstream, "to be deleted");

        await chat.Sidebar.DeleteAsync("to be deleted");
        await Expect(chat.Tab).ToHaveURLAsync(visit.Url + "/");
        await chat.Sidebar.Undo.ClickAsync();

        var back = await chat.Sidebar.OpenAsync("to be deleted");
        await back.LastAnswer.ShowsAsync("Answered.");
        await Expect(back.Question("to be deleted")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Delete_WhileItAnswers_EndsTheCall() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("deleted in the middle");
        var call = await upstream.CallAsync("deleted in the middle");
        await call.SayAsync("Half ");
        await chat.LastAnswer.ShowsAsync("Half");

        await chat.Sidebar.DeleteAsync("deleted in the middle");
        await call.LeftAsync();
        await chat.Sidebar.Undo.ClickAsync();

        var back = await chat.Sidebar.OpenAsync("deleted in the middle");
        await back.LastAnswer.ShowsAsync("Half");
        await back.LastAnswer.SaysAsync("OutcomeStopped");
    });

    [Theory]
    [InlineData("Enter", "A better name")]
    [InlineData("Tab", "A better name")]
    [InlineData("Escape", "to be renamed by ")]
    public Task Rename_InPlace_KeepsTheNewTitleUnlessGivenUp(string key, string title) => VisitAsync(async (visit, upstream) =>
    {
        var first = $"to be renamed by {key}";
        var renamed = title.EndsWith(' ') ? title + key : $"{title} by {key}";
        var chat = await AskedAsync(visit, upstream, first);

        await chat.Sidebar.RenameAsync(first, $"A better name by {key}", key);

        await Expect(chat.Sidebar.Chat(renamed)).ToBeVisibleAsync();
        await Expect(chat.Tab).ToHaveTitleAsync($"{renamed} · BlazorChat");
        await chat.ReloadAsync();
        await Expect(chat.Sidebar.Chat(renamed)).ToBeVisibleAsync();
    });

    [Fact]
    public Task NewChat_BeforeItsFirstMessage_IsNotStored() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await AskedAsync(visit, upstream, "stored at once");
        var before = await CountAsync();

        await chat.Sidebar.NewChatAsync();
        await chat.Field.FillAsync("typed and not sent");
        await chat.ReloadAsync();
        await chat.ReloadAsync();
        await Expect(chat.Sidebar.Chat("stored at once")).ToBeVisibleAsync();
        await Expect(chat.Sidebar.Chat("typed and not sent")).ToHaveCountAsync(0);
        Assert.Equal(before, await CountAsync());

        upstream.Answer("typed and not sent", "Yes.");
        await chat.AskAsync("typed and not sent");
        await Expect(chat.Sidebar.Chat("typed and not sent")).ToHaveAttributeAsync("aria-current", "page");
        Assert.Equal(before + 1, await CountAsync());
    });

    private static async Task<ChatPage> AskedAsync(Visit visit, ChatUpstream upstream, string question)
    {
        upstream.Answer(question, "Answered.");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync(question);
        await chat.LastAnswer.ShowsAsync("Answered.");
        await chat.LastAnswer.EndsAsync();
        return chat;
    }

    private async Task<int> CountAsync() => await (await Run.ServerAsync()).App.Services.GetRequiredService<Database>()
        .ReadAsync(context => context.Set<Session>().CountAsync(), TestTimeout.Token);
}
