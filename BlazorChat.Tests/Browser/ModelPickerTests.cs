using System.Runtime.CompilerServices;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Hundreds of models: found, chosen, marked and hidden, by keys and by hand.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ModelPickerTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Picker_FoundAndChosenByKeys_AsksThatModel() => AtAsync(async (chat, host) =>
    {
        var picker = await ModelPicker.OpenAsync(chat.Tab);
        await picker.Field.FillAsync("gemini flash");
        await Expect(picker.Options).ToHaveCountAsync(1);
        await picker.Field.PressAsync("Enter");
        await picker.ShowsAsync("Gemini 2.5 Flash");

        await chat.AskAsync("who are you");
        (await host.Shelf.Answers.NextCallAsync()).Say("Gemini").Finish();
        await chat.LastAnswer.ShowsAsync("Gemini 2.5 Flash");
        await picker.ShowsAsync("Gemini 2.5 Flash");
    });

    [Fact]
    public Task Picker_MovedInByKeys_StaysInItsListAndClosesUnchanged() => AtAsync(async (chat, _) =>
    {
        var picker = await ModelPicker.OpenAsync(chat.Tab);
        await Expect(picker.Active).ToContainTextAsync("Claude Sonnet 4.5");
        await Expect(picker.Active).ToHaveAttributeAsync("aria-selected", "true");

        await picker.Field.PressAsync("Home");
        await Expect(picker.Active).ToContainTextAsync("qwen3:8b"); // Own connections come first.
        await picker.Field.PressAsync("ArrowUp");
        await Expect(picker.Active).ToContainTextAsync("Offline");
        await picker.Field.PressAsync("End");
        await picker.Field.PressAsync("ArrowDown");
        await Expect(picker.Active).ToContainTextAsync("qwen3:8b");
        await picker.Field.PressAsync("Escape");

        await picker.ShowsAsync("Claude Sonnet 4.5");
        await Expect(picker.Trigger).ToBeFocusedAsync();
    });

    [Fact]
    public Task Picker_MarkedAndHiddenByKeys_IsSoAfterAReload() => AtAsync(async (chat, _) =>
    {
        var picker = await ModelPicker.OpenAsync(chat.Tab);
        await picker.Field.FillAsync("model-007");
        await picker.Field.PressAsync("Shift+Enter");
        await Expect(picker.Group(Words.Of("Favourites")).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await picker.Field.FillAsync("model-008");
        await picker.Field.PressAsync("Shift+Delete");
        await Expect(picker.Panel.GetByText(Words.Of("NoModelFound"))).ToBeVisibleAsync();

        await chat.ReloadAsync();
        picker = await ModelPicker.OpenAsync(chat.Tab);

        await Expect(picker.Options.First).ToContainTextAsync("model-007");
        await Expect(picker.Option("model-008")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Picker_MarkedAndHiddenByHand_StaysOpen() => AtAsync(async (chat, _) =>
    {
        var picker = await ModelPicker.OpenAsync(chat.Tab);
        await picker.Option("GPT-5 mini").HoverAsync();
        await picker.Option("GPT-5 mini").Locator("[data-act=favourite]").ClickAsync();
        await Expect(picker.Group(Words.Of("Favourites"))).ToContainTextAsync("GPT-5 mini");

        await picker.Option("Llama 4 Scout").HoverAsync();
        await picker.Option("Llama 4 Scout").Locator("[data-act=hide]").ClickAsync();
        await Expect(picker.Option("Llama 4 Scout")).ToHaveCountAsync(0);

        await picker.Option("GPT-5 mini").ClickAsync();
        await picker.ShowsAsync("GPT-5 mini");
    });

    [Fact]
    public Task Picker_OfAConnectionThatIsDown_SaysSo() => AtAsync(async (chat, _) =>
    {
        var picker = await ModelPicker.OpenAsync(chat.Tab);

        await Expect(picker.Panel.GetByTitle(Words.Of("Error_provider_unreachable_connection_refused", ModelShelf.Down)).First).ToContainTextAsync(Words.Of("StateUnreachable"));
        await Expect(picker.Panel.GetByRole(AriaRole.Link, new() { Name = Words.Of("ManageModels") })).ToHaveAttributeAsync("href", "settings/models");
    });

    [Fact]
    public Task NewChat_WithAnOwnDefault_AsksIt() => AtAsync(async (chat, host) =>
    {
        await host.Services.GetRequiredService<UserModels>().SetDefaultAsync(host.Caller, "home/gemma3:4b", TestTimeout.Token);
        await chat.ReloadAsync();
        await new ModelPicker(chat.Tab).ShowsAsync("gemma3:4b");

        await chat.AskAsync("which one");
        (await host.Shelf.Answers.NextCallAsync()).Say("It is me").Finish();

        await chat.LastAnswer.ShowsAsync("It is me");
        await Expect(chat.LastAnswer.Article).ToContainTextAsync("gemma3:4b");
    });

    [Fact]
    public Task Models_ThatAppearWhileThePageIsOpen_AreListed() => AtAsync(async (chat, host) =>
    {
        var picker = await ModelPicker.OpenAsync(chat.Tab);
        var draft = new ConnectionDraft("later", host.Shelf.Name) { Models = ["brand-new"] };

        await host.Services.GetRequiredService<ConnectionStore>().CreateAsync(host.Caller, ConnectionScope.Mine, draft, TestTimeout.Token);

        await Expect(picker.Option("brand-new")).ToBeVisibleAsync();
    });

    [Fact]
    public Task ModelsPage_ChangedByHand_ShowsInThePicker() => AtAsync(async (chat, _) =>
    {
        var tab = chat.Tab;
        await tab.GotoAsync(new Uri(tab.Url).GetLeftPart(UriPartial.Authority) + "/settings/models");
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        await tab.GetByRole(AriaRole.Textbox, new() { Name = Words.Of("FindModel") }).FillAsync("gpt-5");
        await Expect(tab.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "model-", Visible = true })).ToHaveCountAsync(0);

        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("FavouriteOf", "GPT-5 mini") }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("FavouriteOf", "GPT-5 mini") })).ToHaveAttributeAsync("aria-pressed", "true");
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("MakeDefaultOf", "GPT-5 mini") }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("UseServerDefault") })).ToBeVisibleAsync();
        await tab.GotoAsync(new Uri(tab.Url).GetLeftPart(UriPartial.Authority));
        await chat.WhenReadyAsync();

        var picker = await ModelPicker.OpenAsync(tab);
        await Expect(picker.Active).ToContainTextAsync("GPT-5 mini");
        await Expect(picker.Group(Words.Of("Favourites"))).ToContainTextAsync("GPT-5 mini");
    });

    private async Task AtAsync(Func<ChatPage, ModelHost, Task> test, [CallerMemberName] string name = "")
    {
        await using var host = await ModelHost.StartAsync(Run);
        await VisitAsync(
            host.Url,
            async visit =>
            {
                await visit.Context.AddCookiesAsync(host.Cookies);
                await test(await ChatPage.OpenAsync(visit), host);
            },
            name);
    }
}
