using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>One answer of a conversation.</summary>
internal sealed class Answer(IPage tab, ILocator article)
{
    public ILocator Article { get; } = article;

    public ILocator ContinueButton => Button("Continue");

    public ILocator RetryButton => Button("Retry");

    private ILocator CopyButton => Article.GetByRole(AriaRole.Group, new() { Name = Words.Of("MessageActions") })
        .GetByRole(AriaRole.Button, new() { Name = Words.Of("CopyMessage"), Exact = true });

    /// <summary>What can be done with it as with any message.</summary>
    public ShownMessage Message => new(tab, Article);

    /// <summary>Asks another model the same.</summary>
    public async Task RetryWithAsync(string model)
    {
        await Button("RetryWith").ClickAsync();
        var models = tab.GetByRole(AriaRole.Dialog, new() { Name = Words.Of("RetryWith") });
        await models.GetByRole(AriaRole.Combobox).FillAsync(model);
        await Expect(models.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await models.GetByRole(AriaRole.Combobox).PressAsync("Enter");
        await Expect(models).ToBeHiddenAsync();
    }

    public ILocator Button(string key) => Article.GetByRole(AriaRole.Button, new() { Name = Words.Of(key), Exact = true });

    /// <summary>Until this is to be read in it.</summary>
    public Task ShowsAsync(string text) => Expect(Article).ToContainTextAsync(text);

    /// <summary>Until it says this of itself, in the product's words.</summary>
    public Task SaysAsync(string key, params object[] values) =>
        Expect(Article).ToContainTextAsync(values.Length == 0 ? Words.Of(key) : Words.Of(key, values));

    /// <summary>Until nothing more of it is coming.</summary>
    public Task EndsAsync() => Expect(Article).Not.ToHaveAttributeAsync("aria-busy", "true");

    /// <summary>Its source, by way of the clipboard.</summary>
    public async Task<string> CopyAsync()
    {
        await tab.EvaluateAsync("() => navigator.clipboard.writeText('')");
        await CopyButton.ClickAsync();
        await Expect(Button("Copied")).ToBeVisibleAsync();
        return await tab.EvaluateAsync<string>("() => navigator.clipboard.readText()");
    }
}
