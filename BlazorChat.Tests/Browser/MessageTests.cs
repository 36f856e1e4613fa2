using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>What a person does with messages that are there: edit, answer anew, look at other versions, delete.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class MessageTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Edit_OfAQuestion_IsAnsweredAnew_AndBothVersionsCanBeRead() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("edit: seven?", "Seven it is.");
        upstream.Answer("edit: eight?", "Eight it is.");
        var chat = await AskAsync(visit, "edit: seven?", "Seven it is.");

        await chat.LastQuestion.EditAsync("edit: eight?");

        await chat.LastAnswer.ShowsAsync("Eight it is.");
        await chat.LastQuestion.IsVersionAsync(2, 2);
        await Expect(chat.Questions).ToHaveCountAsync(1);
        await Expect(chat.LastQuestion.Next).ToHaveCountAsync(0);

        await chat.LastQuestion.Previous.ClickAsync();
        await ShowsFirstAsync(chat);
        await Expect(chat.LastQuestion.Next).ToBeFocusedAsync(); // What was pressed is gone: the focus stays where it was.
        await chat.ReloadAsync();
        await ShowsFirstAsync(chat);

        await chat.LastQuestion.Next.ClickAsync();
        await chat.LastAnswer.ShowsAsync("Eight it is.");
        await chat.Tab.GoBackAsync();
        await ShowsFirstAsync(chat);

        // Another edit of the old version leads back to the branch that is sent.
        upstream.Answer("edit: nine?", "Nine it is.");
        await chat.LastQuestion.EditAsync("edit: nine?");
        await chat.LastAnswer.ShowsAsync("Nine it is.");
        await chat.LastQuestion.IsVersionAsync(3, 3);
        await Expect(chat.Tab).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("branch="));
    });

    [Fact]
    public Task Edit_LeftInTheMiddle_OutlivesThePage_AndEscapeDropsIt() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("edit: left", "Yes.");
        var chat = await AskAsync(visit, "edit: left", "Yes.");
        await chat.LastQuestion.BeginEditAsync();
        await chat.LastQuestion.Editor.PressSequentiallyAsync(" and found");

        await chat.ReloadAsync();
        await Expect(chat.LastQuestion.Editor).ToHaveValueAsync("edit: left and found");
        await chat.LastQuestion.Editor.PressAsync("Shift+Enter");
        await Expect(chat.LastQuestion.Editor).ToHaveValueAsync("edit: left and found\n");
        await chat.LastQuestion.Editor.PressAsync("Escape");

        await Expect(chat.LastQuestion.Editor).ToHaveCountAsync(0);
        await Expect(chat.LastQuestion.Button("EditMessage")).ToBeFocusedAsync();
        await chat.ReloadAsync();
        await Expect(chat.Question("edit: left")).ToBeVisibleAsync();
        await Expect(chat.LastQuestion.Editor).ToHaveCountAsync(0);
        Assert.Equal(1, upstream.Count("edit: left"));
    });

    [Fact]
    public Task Edit_ThatDoesNotReachTheServer_StaysWithASentence_AndCanBeSentAgain() => VisitAsync(async (visit, upstream) =>
    {
        visit.Expect("net::ERR_FAILED");
        upstream.Answer("edit: far", "Yes.");
        upstream.Answer("edit: farther", "There.");
        var chat = await AskAsync(visit, "edit: far", "Yes.");
        await chat.Tab.RouteAsync("**/app/send", route => route.AbortAsync());

        await chat.LastQuestion.EditAsync("edit: farther");
        await Expect(chat.LastQuestion.Problem).ToContainTextAsync(Words.Of("SendUnreachable"));
        await Expect(chat.LastQuestion.Editor).ToHaveValueAsync("edit: farther");
        await chat.Tab.UnrouteAllAsync();
        await chat.LastQuestion.Button("TryAgain").ClickAsync();

        await chat.LastAnswer.ShowsAsync("There.");
        await chat.LastQuestion.IsVersionAsync(2, 2);
        Assert.Equal(1, upstream.Count("edit: farther"));
    });

    [Fact]
    public Task Retry_WithAnotherModel_AsksThatOne() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("another: who?");
        await (await upstream.CallAsync("another: who?")).FinishWithAsync("The first.");
        await chat.LastAnswer.ShowsAsync("The first.");
        await chat.LastAnswer.EndsAsync();

        await chat.LastAnswer.RetryWithAsync("m-0");
        var call = await upstream.CallAsync("another: who?");
        Assert.Equal("m-0", call.Model);
        await call.SayAsync("The oth");
        await chat.LastAnswer.Message.IsVersionAsync(2, 2); // While it runs already.
        await call.FinishWithAsync("er.");

        await chat.LastAnswer.ShowsAsync("The other.");
        await chat.LastAnswer.ShowsAsync("m-0");
        await chat.LastAnswer.Message.Previous.ClickAsync();
        await chat.LastAnswer.ShowsAsync("The first.");
    });

    [Fact]
    public Task Delete_OfAnAnswer_LeavesAMark_AndTheModelIsNotSentIt() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("delete: a secret?", "The secret is 42.");
        var chat = await AskAsync(visit, "delete: a secret?", "The secret is 42.");
        await chat.LastAnswer.Message.DeleteAsync(isMeant: false);
        await chat.LastAnswer.ShowsAsync("The secret is 42.");

        await chat.LastAnswer.Message.DeleteAsync();

        await chat.LastAnswer.SaysAsync("MessageDeleted");
        await Expect(chat.LastAnswer.Article).Not.ToContainTextAsync("42");
        await chat.ReloadAsync();
        await chat.LastAnswer.SaysAsync("MessageDeleted");
        await chat.AskAsync("delete: and now?");
        var call = await upstream.CallAsync("delete: a secret?\n\ndelete: and now?");
        Assert.DoesNotContain(call.Messages, message => message.Contains("42", StringComparison.Ordinal));
        await call.FinishWithAsync("Nothing.");
        await chat.LastAnswer.ShowsAsync("Nothing.");
    });

    [Fact]
    public Task Details_OfAnAnswer_AreShownUntilEscape() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("details: what?", "This.");
        var chat = await AskAsync(visit, "details: what?", "This.");

        var details = await chat.LastAnswer.Message.OpenDetailsAsync();
        await Expect(details).ToContainTextAsync("lab");
        await Expect(details).ToContainTextAsync(Words.Of("DetailsTokensOut"));
        await Expect(details).ToContainTextAsync(Words.Of("DetailsEstimated"));
        await chat.Tab.Keyboard.PressAsync("Escape");
        await Expect(details).ToHaveCountAsync(0);
    });

    [Fact]
    public Task LongQuestion_IsFoldedUntilItIsOpened() => VisitAsync(async (visit, upstream) =>
    {
        var text = "fold: " + string.Concat(Enumerable.Repeat("a word after another, ", 400)) + "the end";
        upstream.Answer(text, "Long.");
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Field.FillAsync(text);
        await chat.Field.PressAsync("Enter");
        await chat.LastAnswer.ShowsAsync("Long.");
        var folded = await HeightAsync(chat.LastQuestion.Article);

        await chat.LastQuestion.Button("ShowMore").ClickAsync();
        await Expect(chat.LastQuestion.Button("ShowLess")).ToBeVisibleAsync();
        Assert.True(await HeightAsync(chat.LastQuestion.Article) > folded * 3);
        await chat.LastQuestion.Button("ShowLess").ClickAsync();
        await Expect(chat.LastQuestion.Button("ShowMore")).ToBeVisibleAsync();
        Assert.Equal(folded, await HeightAsync(chat.LastQuestion.Article));
    });

    private static Task<float> HeightAsync(ILocator element) => element.EvaluateAsync<float>("element => element.getBoundingClientRect().height");

    private static async Task<ChatPage> AskAsync(Visit visit, string question, string answer)
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync(question);
        await chat.LastAnswer.ShowsAsync(answer);
        await chat.LastAnswer.EndsAsync();
        return chat;
    }

    private static async Task ShowsFirstAsync(ChatPage chat)
    {
        await Expect(chat.Question("edit: seven?")).ToBeVisibleAsync();
        await chat.LastAnswer.ShowsAsync("Seven it is.");
        await chat.LastQuestion.IsVersionAsync(1, 2);
    }
}
