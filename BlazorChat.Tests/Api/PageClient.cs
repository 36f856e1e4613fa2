using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Api;

/// <summary>A browser without a screen: registers the first account by the form, keeps the cookie, and has the page's token.</summary>
internal sealed class PageClient(HttpClient http)
{
    public HttpClient Http { get; } = http;

    public string Token { get; private set; } = "";

    public static async Task<PageClient> RegisterAsync(HttpClient http)
    {
        var client = new PageClient(http);
        await client.SubmitAsync("/account/register", ("Input.UserName", "mika"), ("Input.Email", "mika@example.com"), ("Input.Password", "correct horse battery"));
        return await client.ArriveAsync();
    }

    /// <summary>Signs in to an account that is there.</summary>
    public static async Task<PageClient> SignInAsync(HttpClient http, string name, string password)
    {
        var client = new PageClient(http);
        await client.SubmitAsync("/account/login", ("Input.Name", name), ("Input.Password", password));
        return await client.ArriveAsync();
    }

    public Task<HttpResponseMessage> SendAsync(object body, string? token = null) => PostAsync("/app/send", JsonContent.Create(body), token);

    public async Task<HttpResponseMessage> PostAsync(string path, HttpContent? content, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("RequestVerificationToken", token ?? Token);
        return await Http.SendAsync(request, TestTimeout.Token);
    }

    private async Task SubmitAsync(string path, params (string Name, string Value)[] values)
    {
        var page = await new HtmlParser().ParseDocumentAsync(await Http.GetStringAsync(path, TestTimeout.Token));
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(form => form.QuerySelector("input[type=password]") is not null);
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in values) fields[name] = value;
        using var answer = await Http.PostAsync(path, new FormUrlEncodedContent(fields), TestTimeout.Token);
    }

    private async Task<PageClient> ArriveAsync()
    {
        var page = await new HtmlParser().ParseDocumentAsync(await Http.GetStringAsync("/", TestTimeout.Token));
        if (page.QuerySelector("form input[type=password]") is not null) throw new InvalidOperationException("The form did not sign in.");
        Token = page.QuerySelector("meta[name=csrf]")?.GetAttribute("content") ?? throw new InvalidOperationException("The page has no token.");
        return this;
    }
}
