using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Resources;

namespace BlazorChat.Tests.Hosting;

/// <summary>The language is ours or the reader's, never the operating system's.</summary>
public sealed class LanguageTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("C", null, "en")]
    [InlineData("C", "tlh, de;q=0.5", "de")]
    [InlineData("C", "zh-CN, en;q=0.5", "zh-Hans")]
    [InlineData("de_DE.UTF-8", "en-GB, en;q=0.5", "en")]
    public async Task Page_WhateverTheSystemSpeaks_IsInALanguageOfOurs(string system, string? wanted, string expected)
    {
        using var server = await ServerProcess.StartReadyAsync(_temp["data"], ("LANG", system), ("LC_ALL", system));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url + "/account/register");
        if (wanted is not null) request.Headers.Add("Accept-Language", wanted);

        using var answer = await client.SendAsync(request, TestTimeout.Token);

        Assert.Contains($"<html lang=\"{expected}\" dir=\"ltr\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal([expected], answer.Content.Headers.ContentLanguage);
    }

    [Theory]
    [InlineData("de", "de")]
    [InlineData("zh-Hans", "zh-Hans")]
    [InlineData("fr", "en")] // None of ours, as if nobody had chosen.
    [InlineData("", "en")]
    public async Task Choice_InSettings_IsKeptAndComesBeforeTheBrowsers(string chosen, string expected)
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        var form = (await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/account/register", TestTimeout.Token))).QuerySelector("form[action='account/language']")!;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var answer = await client.PostAsync("/account/language", Form(("language", chosen), ("returnUrl", "/account/register?from=here"), ("__RequestVerificationToken", token)), TestTimeout.Token);

        Assert.Equal("/account/register?from=here", answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Contains($"<html lang=\"{expected}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choice_WithoutTheFormsToken_ChangesNothing()
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();

        using var answer = await app.CreatePlainClient().PostAsync("/account/language", Form(("language", "de"), ("returnUrl", "/")), TestTimeout.Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("language=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Choice_ThatIsNoForm_IsRefused()
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        using var client = app.CreatePlainClient();
        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/account/register", TestTimeout.Token));
        client.DefaultRequestHeaders.Add("RequestVerificationToken", page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);

        using var answer = await client.PostAsync("/account/language", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), TestTimeout.Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    public async Task Choice_ThatLeadsElsewhere_ComesHome(string returnUrl)
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        using var client = app.CreatePlainClient();
        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/account/register", TestTimeout.Token));
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var answer = await client.PostAsync("/account/language", Form(("language", "de"), ("returnUrl", returnUrl), ("__RequestVerificationToken", token)), TestTimeout.Token);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Thread_OfNoRequest_HasTheDefault()
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();

        Assert.Equal(Cultures.Default, CultureInfo.DefaultThreadCurrentCulture?.Name);
        Assert.Equal(Cultures.Default, CultureInfo.DefaultThreadCurrentUICulture?.Name);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));
}
