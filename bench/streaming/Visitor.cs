using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlazorChat.Bench.Streaming;

/// <summary>Someone with cookies: registers or signs in, and sends by the page's own endpoint.</summary>
internal sealed class Visitor : IDisposable
{
    public const string FirstName = "visitor0";
    private const string Password = "correct horse battery staple";

    private readonly HttpClient _http;
    private readonly string _name;
    private string _token = "";

    public Visitor(Uri server, string name)
    {
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, UseProxy = false }) { BaseAddress = server };
        _name = name;
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Server => _http.BaseAddress!;

    public Task RegisterAsync() => SubmitAsync("/account/register");

    /// <summary>Signs in; a server that checks enough passwords at once is asked again.</summary>
    public async Task SignInAsync()
    {
        while (!await SubmitAsync("/account/login")) await Task.Delay(TimeSpan.FromSeconds(1));
    }

    /// <summary>Sends; returns the session, which it makes where there is none.</summary>
    public async Task<Guid> SendAsync(string model, string message, Guid? session = null)
    {
        if (_token.Length == 0) _token = (await PageAsync("/")).QuerySelector("meta[name=csrf]")?.GetAttribute("content") ?? throw new InvalidOperationException("The page has no antiforgery token: signing in failed.");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/app/send")
        {
            Content = JsonContent.Create(new { message, client_message_id = Guid.NewGuid().ToString("N"), model, session_id = session }),
        };
        request.Headers.Add("RequestVerificationToken", _token);
        using var response = await _http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"The send was refused: {(int)response.StatusCode} {answer}");
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("session_id").GetGuid();
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(path);

    /// <summary>What a page posts when it is left, so that its circuit is not kept for its return.</summary>
    public async Task LeaveAsync(string circuit)
    {
        using var content = new MultipartFormDataContent { { new StringContent(circuit), "circuitId" } };
        using var response = await _http.PostAsync("/_blazor/disconnect", content);
    }

    public void Dispose() => _http.Dispose();

    private async Task<IHtmlDocument> PageAsync(string path) => new HtmlParser().ParseDocument(await GetAsync(path));

    private async Task<bool> SubmitAsync(string path)
    {
        var page = await PageAsync(path);
        var form = page.QuerySelectorAll("form").FirstOrDefault(form => form.QuerySelector("input[type=password]") is not null) ?? throw new InvalidOperationException($"{path} has no form.");
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(input => input.Name is not null).Select(input => KeyValuePair.Create(input.Name!, ValueOf(input)));
        var action = form.GetAttribute("action") is { Length: > 0 } target ? target : path;
        using var response = await _http.PostAsync(action, new FormUrlEncodedContent(fields));
        if (response.StatusCode == HttpStatusCode.TooManyRequests) return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    private string ValueOf(IHtmlInputElement input) => input.Type switch
    {
        "password" => Password,
        "hidden" => input.Value,
        "checkbox" => "true",
        _ => input.Name!.Contains("mail", StringComparison.OrdinalIgnoreCase) ? _name + "@example.com" : _name,
    };
}
