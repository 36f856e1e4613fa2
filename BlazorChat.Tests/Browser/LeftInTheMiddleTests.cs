using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Whoever goes to another chat while something is on its way stays there, and nothing of it lands in the wrong place.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class LeftInTheMiddleTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Send_FromANewChatThatWasLeft_LeadsNobodyAway() => VisitAsync(async (visit, upstream) =>
    {
        foreach (var question in (string[])["where one goes to", "sent and left"]) upstream.Answer(question, "Yes.");
        var chat = await AskAsync(visit, "where one goes to");
        var path = chat.Path;
        await chat.Sidebar.NewChatAsync();
        var gate = await HoldSendsAsync(chat);
        await chat.Field.FillAsync("sent and left");
        await chat.Field.PressAsync("Enter");

        await chat.Sidebar.OpenAsync("where one goes to");
        await chat.Field.FillAsync("a draft of another chat");
        gate.SetResult();

        await Expect(chat.Sidebar.Chat("sent and left")).ToHaveCountAsync(1);
        await Expect(chat.Tab).ToHaveURLAsync(visit.Url + path);
        await Expect(chat.Field).ToHaveValueAsync("a draft of another chat");
        await Expect(chat.Field).ToBeEditableAsync();
        await chat.Sidebar.NewChatAsync();
        await Expect(chat.Field).ToHaveValueAsync("");
    });

    [Fact]
    public Task Send_FromAChatThatWasLeft_KeepsTheDraftOfTheOther() => VisitAsync(async (visit, upstream) =>
    {
        foreach (var question in (string[])["left with a message", "kept with a draft", "on its way"]) upstream.Answer(question, "Yes.");
        var chat = await AskAsync(visit, "kept with a draft");
        await chat.Field.FillAsync("the draft");
        await chat.Sidebar.NewChatAsync();
        await chat.AskAsync("left with a message");
        await chat.LastAnswer.EndsAsync();
        var gate = await HoldSendsAsync(chat);
        await chat.Field.FillAsync("on its way");
        await chat.Field.PressAsync("Enter");

        await chat.Sidebar.OpenAsync("kept with a draft");
        await Expect(chat.Field).ToHaveValueAsync("the draft");
        await Expect(chat.Field).ToBeEditableAsync();
        var sent = chat.Tab.WaitForResponseAsync("**/app/send");
        gate.SetResult();
        await sent;

        await chat.Sidebar.OpenAsync("left with a message");
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Questions).ToHaveCountAsync(2);
        await Expect(chat.Field).ToHaveValueAsync("");
        await chat.Sidebar.OpenAsync("kept with a draft");
        await Expect(chat.Field).ToHaveValueAsync("the draft");
    });

    [Fact]
    public Task Edit_ThatWasLeftOnItsWay_IsNotFoundAgain() => VisitAsync(async (visit, upstream) =>
    {
        foreach (var question in (string[])["edit: where one goes to", "edit: left on its way", "edit: sent from afar"]) upstream.Answer(question, "Yes.");
        await AskAsync(visit, "edit: where one goes to");
        var chat = await AskAsync(visit, "edit: left on its way");
        var old = await chat.Tab.Locator("article[data-message]").First.GetAttributeAsync("data-message");
        var path = chat.Path;
        var gate = await HoldSendsAsync(chat);
        await chat.LastQuestion.EditAsync("edit: sent from afar");

        await chat.Sidebar.OpenAsync("edit: where one goes to");
        await Expect(chat.Question("edit: where one goes to")).ToBeVisibleAsync();
        var sent = chat.Tab.WaitForResponseAsync("**/app/send");
        gate.SetResult();
        await sent;

        var tab = await ChatPage.OpenAsync(visit, $"{path}?branch={old}");
        await Expect(tab.Question("edit: left on its way")).ToBeVisibleAsync();
        await Expect(tab.LastQuestion.Editor).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Place_OnABranchThatIsNotShownAnyMore_IsGivenUpAtOnce() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await LongSession.OpenAsync(visit, Run, upstream, "a place that is gone", 12);
        upstream.Answer("the other begin", "Short.");
        await chat.Thread.NearAsync("begin");
        await Expect(chat.Thread.NewestButton).ToBeVisibleAsync();
        var path = chat.Path;
        await chat.Sidebar.NewChatAsync();

        var elsewhere = await ChatPage.OpenAsync(visit, path);
        await new ShownMessage(elsewhere.Tab, elsewhere.Questions.First).EditAsync("the other begin");
        await elsewhere.LastAnswer.ShowsAsync("Short.");
        // Its patience would end the search too, only later.
        await chat.Tab.EvaluateAsync("() => { const later = setTimeout; window.setTimeout = (act, time, ...rest) => time === 4000 ? 0 : later(act, time, ...rest); }");
        await chat.Sidebar.OpenAsync("a place that is gone");

        await Expect(chat.Question("the other begin")).ToBeVisibleAsync();
        await Expect(chat.Tab.Locator("chat-thread[data-missed]:not([data-restoring])")).ToHaveCountAsync(1);
    });

    private static async Task<ChatPage> AskAsync(Visit visit, string question)
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync(question);
        await chat.LastAnswer.EndsAsync();
        return chat;
    }

    private static async Task<TaskCompletionSource> HoldSendsAsync(ChatPage chat)
    {
        var gate = new TaskCompletionSource();
        await chat.Tab.RouteAsync("**/app/send", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        return gate;
    }
}
