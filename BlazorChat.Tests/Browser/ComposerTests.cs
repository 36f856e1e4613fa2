using BlazorChat.Core.Generation;
using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>The field in which messages are written, while the server hears it.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ComposerTests(BrowserRun run) : BrowserTest(run)
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public Task Send_OfNothing_DoesNothing(string nothing) => VisitAsync(async (visit, _) =>
    {
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Field.FillAsync(nothing);

        await Expect(chat.SendButton).ToBeDisabledAsync();
        await chat.Field.PressAsync("Enter");

        await Expect(chat.Field).ToHaveValueAsync(nothing);
        await Expect(chat.Tab).ToHaveURLAsync(visit.Url + "/");
        Assert.DoesNotContain(visit.Requests, url => url.EndsWith("/app/send", StringComparison.Ordinal));
    });

    [Fact]
    public Task Enter_WithShift_IsANewLine() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("first line\nsecond line", "Two lines.");
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Field.FillAsync("first line");

        await chat.Field.PressAsync("Shift+Enter");
        await chat.Tab.Keyboard.TypeAsync("second line");
        await Expect(chat.Field).ToHaveValueAsync("first line\nsecond line");
        await chat.Field.PressAsync("Enter");

        await chat.LastAnswer.ShowsAsync("Two lines.");
        await Expect(chat.Questions).ToHaveTextAsync("first line\nsecond line", new() { UseInnerText = true });
        await Expect(chat.Field).ToHaveValueAsync("");
        await Expect(chat.Field).ToBeFocusedAsync();
    });

    [Fact]
    public Task Paste_OfTheLongestMessage_IsSentWhole() => VisitAsync(async (visit, upstream) =>
    {
        var text = string.Concat(Enumerable.Repeat("0123456 天\n", Conversations.MaxMessageLength / 10))[..^1] + "!";
        Assert.Equal(Conversations.MaxMessageLength, text.Length);
        upstream.Answer(text, "That was long.");
        var chat = await ChatPage.OpenAsync(visit);

        await PasteAsync(chat, text);
        await chat.SendButton.ClickAsync();

        await chat.LastAnswer.ShowsAsync("That was long.");
        await Expect(chat.Field).ToHaveValueAsync("");
        Assert.Equal(1, upstream.Count(text));
    });

    [Fact]
    public Task Paste_OfOneUnitTooMany_IsRefusedInPlaceAndStays() => VisitAsync(async (visit, upstream) =>
    {
        var text = new string('x', Conversations.MaxMessageLength + 1);
        var chat = await ChatPage.OpenAsync(visit);
        await PasteAsync(chat, text);

        await Expect(chat.SendButton).ToBeDisabledAsync();
        await chat.Field.PressAsync("Enter");

        await Expect(chat.Problem).ToContainTextAsync(Words.Of("SendTooLong"));
        await Expect(chat.Field).ToHaveValueAsync(text);
        Assert.DoesNotContain(visit.Requests, url => url.EndsWith("/app/send", StringComparison.Ordinal));

        upstream.Answer(text[..10], "Short now.");
        await chat.Field.FillAsync(text[..10]);
        await Expect(chat.Problem).ToBeHiddenAsync();
        await chat.Field.PressAsync("Enter");
        await chat.LastAnswer.ShowsAsync("Short now.");
    });

    [Fact]
    public Task Message_WithANul_IsRefusedWithAReasonAndStays() => VisitAsync(async (visit, upstream) =>
    {
        visit.Expect("status of 400");
        upstream.Answer("beforeafter", "Whole now.");
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Field.FillAsync("before\0after");

        await chat.Field.PressAsync("Enter");

        await Expect(chat.Problem).ToContainTextAsync("NUL character at position 7");
        await Expect(chat.Field).ToHaveValueAsync("before\0after");
        await chat.Field.FillAsync("beforeafter");
        await chat.Field.PressAsync("Enter");
        await chat.LastAnswer.ShowsAsync("Whole now.");
    });

    [Theory]
    [InlineData("keys")]
    [InlineData("clicks")]
    public Task Send_Twice_SendsOnce(string by) => VisitAsync(async (visit, upstream) =>
    {
        var question = $"sent twice by {by}";
        upstream.Answer(question, "Once.");
        var chat = await ChatPage.OpenAsync(visit);
        var gate = new TaskCompletionSource();
        await chat.Tab.RouteAsync("**/app/send", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await chat.Field.FillAsync(question);

        if (by == "keys") for (var i = 0; i < 3; i++) await chat.Field.PressAsync("Enter");
        else await chat.SendButton.DblClickAsync(new() { Force = true });
        gate.SetResult();

        await chat.LastAnswer.ShowsAsync("Once.");
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Questions).ToHaveCountAsync(1);
        await Expect(chat.Sidebar.Chat(question)).ToHaveCountAsync(1);
        Assert.Equal(1, upstream.Count(question));
    });

    [Fact]
    public Task Draft_OfEachSession_SurvivesReloadAndTheWayBack() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("session with a draft", "Yes.");
        var chat = await ChatPage.OpenAsync(visit);
        await chat.AskAsync("session with a draft");
        await chat.LastAnswer.EndsAsync();
        await chat.Field.FillAsync("draft of the session");

        await chat.Sidebar.NewChatAsync();
        await Expect(chat.Field).ToHaveValueAsync("");
        await chat.Field.FillAsync("draft of the new one\nin two lines");
        await chat.ReloadAsync();
        await Expect(chat.Field).ToHaveValueAsync("draft of the new one\nin two lines");

        await chat.Sidebar.OpenAsync("session with a draft");
        await Expect(chat.Field).ToHaveValueAsync("draft of the session");
        await chat.ReloadAsync();
        await Expect(chat.Field).ToHaveValueAsync("draft of the session");
        await chat.Tab.GoBackAsync();
        await Expect(chat.Field).ToHaveValueAsync("draft of the new one\nin two lines");
    });

    private static async Task PasteAsync(ChatPage chat, string text)
    {
        await chat.Tab.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await chat.Field.PressAsync("Control+V");
        await Expect(chat.Field).ToHaveValueAsync(text);
    }
}
