using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlazorChat.Bench.Crash;

/// <summary>Someone with a browser: registers and sends by the page's own endpoint.</summary>
internal sealed class Person : IDisposable
{
    private const string Name = "mika";
    private const string Password = "correct horse battery staple";

    private readonly HttpClient _http;
    private string _token = "";

    public Person(string url) => _http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseCookies = true, MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(url) };

    /// <summary>Registers, which signs in, and takes the page's token.</summary>
    public async Task RegisterAsync()
    {
        await SubmitAsync("/account/register");
        var page = await ParseAsync(await _http.GetAsync("/"));
        _token = page.QuerySelector("meta[name=csrf]")?.GetAttribute("content") ?? throw new InvalidOperationException("The page has no antiforgery token: signing in failed.");
    }

    /// <summary>Sends; true where the server acknowledged it. A server that dies in the middle gives false.</summary>
    public async Task<bool> SendAsync(string question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/app/send")
        {
            Content = JsonContent.Create(new { message = question, client_message_id = question, model = "bench/transcript" }),
        };
        request.Headers.Add("RequestVerificationToken", _token);
        try
        {
            using var response = await _http.SendAsync(request);
            if (response.IsSuccessStatusCode) return true;
            throw new InvalidOperationException($"The send was refused: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A page's HTML.</summary>
    public Task<string> GetAsync(string path) => _http.GetStringAsync(path);

    public void Dispose() => _http.Dispose();

    private async Task SubmitAsync(string path)
    {
        var page = await ParseAsync(await _http.GetAsync(path));
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().FirstOrDefault(form => form.QuerySelector("input[type=password]") is not null)
            ?? throw new InvalidOperationException($"{path} has no form.");
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(input => input.Name is not null)
            .Select(input => KeyValuePair.Create(input.Name!, ValueOf(input)));
        var action = form.GetAttribute("action") is { Length: > 0 } target ? target : path;
        using var response = await _http.PostAsync(action, new FormUrlEncodedContent(fields));
        if ((await ParseAsync(response)).QuerySelector("input[type=password]") is not null) throw new InvalidOperationException($"{path} did not take what was typed.");
    }

    private static string ValueOf(IHtmlInputElement input) => input.Type switch
    {
        "password" => Password,
        "hidden" => input.Value,
        "checkbox" => "true",
        _ => input.Name!.Contains("mail", StringComparison.OrdinalIgnoreCase) ? Name + "@example.com" : Name,
    };

    private static async Task<IDocument> ParseAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
}
