using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The form of one connection.</summary>
internal sealed class ConnectionFormPage
{
    private ConnectionFormPage(IPage page) => Tab = page;

    public IPage Tab { get; }

    public ILocator Name => Field("Name");

    public ILocator Address => Field("BaseUrl");

    public ILocator Key => Field("ApiKey");

    /// <summary>What the last test found.</summary>
    public ILocator Result => Tab.Locator("form").GetByRole(AriaRole.Status);

    public ILocator TestButton => Button("Test");

    public ILocator SaveButton => Button("Save");

    /// <summary>The form that a tab shows, once it hears clicks.</summary>
    public static async Task<ConnectionFormPage> OfAsync(IPage tab)
    {
        var page = new ConnectionFormPage(tab);
        await Expect(page.SaveButton).ToBeEnabledAsync();
        return page;
    }

    public static async Task<ConnectionFormPage> OpenAsync(Visit visit, string list) => await OfAsync(await visit.OpenAsync(list + "/new?kind=openai-compatible"));

    public ILocator Field(string label) => Tab.GetByLabel(Words.Of(label), new() { Exact = true });

    public ILocator Button(string key) => Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of(key), Exact = true });

    public async Task<ConnectionFormPage> FillAsync(string name, string address, string key = "")
    {
        await Name.FillAsync(name);
        await Address.FillAsync(address);
        await Key.FillAsync(key);
        return this;
    }

    public async Task<ConnectionFormPage> OpenAdvancedAsync()
    {
        await Tab.GetByText(Words.Of("Advanced"), new() { Exact = true }).ClickAsync();
        return this;
    }

    public async Task<ConnectionsPage> SaveAsync(string list)
    {
        await SaveButton.ClickAsync();
        return await ConnectionsPage.OfAsync(Tab, list);
    }

    /// <summary>Until a field says this of itself, in the product's words.</summary>
    public static async Task SaysAsync(ILocator field, string key, params object[] values)
    {
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(field).ToHaveAccessibleDescriptionAsync(Words.Of(key, values));
    }
}
