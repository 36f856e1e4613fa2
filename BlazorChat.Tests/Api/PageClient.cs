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
        var parser = new HtmlParser();
        var page = await parser.ParseDocumentAsync(await client.Http.GetStringAsync("/account/register", TestTimeout.Token));
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(form => form.QuerySelector("input[type=password]") is not null);
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        (fields["Input.UserName"], fields["Input.Email"], fields["Input.Password"]) = ("mika", "mika@example.com", "correct horse battery");
        using var answer = await client.Http.PostAsync("/account/register", new FormUrlEncodedContent(fields), TestTimeout.Token);
        page = await parser.ParseDocumentAsync(await client.Http.GetStringAsync("/", TestTimeout.Token));
        client.Token = page.QuerySelector("meta[name=csrf]")?.GetAttribute("content") ?? throw new InvalidOperationException("The registration did not sign in.");
        return client;
    }

    public Task<HttpResponseMessage> SendAsync(object body, string? token = null) => PostAsync("/app/send", JsonContent.Create(body), token);

    public async Task<HttpResponseMessage> PostAsync(string path, HttpContent? content, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("RequestVerificationToken", token ?? Token);
        return await Http.SendAsync(request, TestTimeout.Token);
    }
}
