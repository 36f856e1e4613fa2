using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The list of models above a chat.</summary>
internal sealed class ModelPicker(IPage tab)
{
    public ILocator Trigger => tab.Locator("model-picker").GetByRole(AriaRole.Button).First;

    public ILocator Panel => tab.GetByRole(AriaRole.Dialog, new() { Name = Words.Of("ChooseModel") });

    public ILocator Field => Panel.GetByRole(AriaRole.Combobox, new() { Name = Words.Of("FindModel") });

    public ILocator Options => Panel.GetByRole(AriaRole.Option);

    /// <summary>What Enter would choose.</summary>
    public ILocator Active => Panel.Locator("[role=option][data-active]");

    public ILocator Group(string name) => Panel.GetByRole(AriaRole.Group, new() { Name = name });

    public ILocator Option(string name) => Options.Filter(new() { HasText = name });

    public static async Task<ModelPicker> OpenAsync(IPage tab)
    {
        var picker = new ModelPicker(tab);
        await picker.Trigger.ClickAsync();
        await Expect(picker.Options.First).ToBeVisibleAsync();
        return picker;
    }

    /// <summary>Until the trigger names this model and the list is gone.</summary>
    public async Task ShowsAsync(string name)
    {
        await Expect(Panel).ToBeHiddenAsync();
        await Expect(Trigger).ToContainTextAsync(name);
    }
}
