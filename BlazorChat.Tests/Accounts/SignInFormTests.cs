using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Data;
using BlazorChat.Tests.Api;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Accounts;

/// <summary>What the form to sign in leaves in a browser, and what it answers to who guesses.</summary>
public sealed class SignInFormTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Stranger_GuessingAway_LocksNobodyOutWhoSignedInFromTheirBrowserBefore()
    {
        await using var app = await StartAsync();
        var (owner, other, stranger) = (Browser(app), Browser(app), Browser(app));
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(owner, Password)).Status);
        for (var i = 0; i < AttemptLimits.MaxPerAccount; i++) await SignInAsync(stranger, "wrong");

        var locked = await SignInAsync(other, Password);
        var wrong = await SignInAsync(other, "wrong");
        await SignOutAsync(owner);

        Assert.Equal((HttpStatusCode.OK, wrong.Text), (locked.Status, locked.Text)); // The one looks like the other.
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(owner, Password)).Status);
        // And for them alone.
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(other, Password)).Status);
    }

    [Fact]
    public async Task Address_WithTooManyWrong_Gets429AndHowLongToWait()
    {
        await using var app = await StartAsync();
        var stranger = Browser(app);
        for (var i = 0; i < AttemptLimits.MaxPerAddress; i++) app.Services.GetRequiredService<AttemptLimits>().Begin(AttemptKind.SignIn, null, AttemptSource.Unknown);

        var answer = await SignInAsync(stranger, Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.InRange(answer.RetryAfter!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
    }

    [Theory]
    [InlineData("https://localhost", "__Host-BlazorChat")]
    [InlineData("http://localhost", "BlazorChat")]
    public async Task Cookies_AreBoundToTheHostUnderHttps(string address, string prefix)
    {
        await using var app = await StartAsync();
        var cookies = new List<string>();
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri(address) });

        var answer = await SignInAsync(client, Password, cookies);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var names = cookies.Where(cookie => !cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)).Select(cookie => cookie.Split('=')[0]).ToHashSet();
        Assert.Superset(new HashSet<string> { prefix, $"{prefix}.Antiforgery", $"{prefix}.Device" }, names);
        Assert.All(names, name => Assert.StartsWith(prefix, name, StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Equal(prefix[0] == '_', cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
        Assert.All(cookies, cookie => Assert.Matches("(?i)samesite=(lax|strict)", cookie));
    }

    [Fact]
    public async Task Page_OfASignInThatWasEnded_SaysSo()
    {
        await using var app = await StartAsync();
        Assert.Contains("You were signed out.", await Browser(app).GetStringAsync("/account/login?ended=1", TestTimeout.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account/language", "multipart/form-data; boundary=a", "--a\r\nbroken")]
    [InlineData("/account/language", "multipart/form-data", "x")]
    [InlineData("/account/language", "application/json", "{}")]
    [InlineData("/account/logout", "multipart/form-data", "x")]
    public async Task Form_ThatCannotBeRead_IsABadRequest(string path, string type, string body)
    {
        await using var app = await StartAsync();
        var browser = Browser(app);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(browser, Password)).Status);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await browser.SendAsync(request, TestTimeout.Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/account/login/code?recovery=1")]
    [InlineData("/account/login/code?recovery=abc&recovery=true")]
    public async Task SecondStep_WithAnAddressThatSomebodyMadeUp_BeginsAnew(string address)
    {
        await using var app = await StartAsync();
        using var answer = await Browser(app).GetAsync(address, TestTimeout.Token);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<AppFixture> StartAsync()
    {
        var app = new AppFixture { Change = services => services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1) };
        await app.InitializeAsync();
        await PageClient.RegisterAsync(app.CreateClient());
        return app;
    }

    private static HttpClient Browser(AppFixture app) => app.CreatePlainClient();

    private static async Task SignOutAsync(HttpClient client)
    {
        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/", TestTimeout.Token));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/logout");
        request.Headers.Add("RequestVerificationToken", page.QuerySelector("meta[name=csrf]")!.GetAttribute("content"));
        using var answer = await client.SendAsync(request, TestTimeout.Token);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account/login", TestTimeout.Token)).StatusCode);
    }

    private static async Task<Answer> SignInAsync(HttpClient client, string password, List<string>? cookies = null)
    {
        var parser = new HtmlParser();
        using var first = await client.GetAsync("/account/login", TestTimeout.Token);
        if (first.StatusCode == HttpStatusCode.Redirect) return new(first.StatusCode, "", null); // Signed in already.
        var page = await parser.ParseDocumentAsync(await first.Content.ReadAsStringAsync(TestTimeout.Token));
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(form => form.QuerySelector("input[type=password]") is not null);
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(input => input.Type != "checkbox").ToDictionary(input => input.Name!, input => input.Value);
        (fields["Input.Name"], fields["Input.Password"]) = ("mika", password);
        using var answer = await client.PostAsync("/account/login", new FormUrlEncodedContent(fields), TestTimeout.Token);
        foreach (var response in new[] { first, answer })
        {
            if (response.Headers.TryGetValues("Set-Cookie", out var set)) cookies?.AddRange(set);
        }

        var shown = await parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestTimeout.Token));
        return new(answer.StatusCode, shown.QuerySelector("[role=alert]:not([hidden])")?.TextContent ?? "", answer.Headers.RetryAfter?.Delta);
    }

    private sealed record Answer(HttpStatusCode Status, string Text, TimeSpan? RetryAfter);
}
