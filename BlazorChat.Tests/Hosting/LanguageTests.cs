using System.Globalization;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Resources;

namespace BlazorChat.Tests.Hosting;

/// <summary>The language is ours or the reader's, never the operating system's.</summary>
public sealed class LanguageTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("C", null)]
    [InlineData("C", "tlh, de;q=0.5")]
    [InlineData("de_DE.UTF-8", "en-GB, en;q=0.5")]
    public async Task Page_WhateverTheSystemSpeaks_IsInALanguageOfOurs(string system, string? wanted)
    {
        using var server = await ServerProcess.StartReadyAsync(_temp["data"], ("LANG", system), ("LC_ALL", system));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url + "/account/register");
        if (wanted is not null) request.Headers.Add("Accept-Language", wanted);

        using var answer = await client.SendAsync(request, TestTimeout.Token);

        Assert.Contains("<html lang=\"en\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["en"], answer.Content.Headers.ContentLanguage);
    }

    [Fact]
    public async Task Thread_OfNoRequest_HasTheDefault()
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();

        Assert.Equal(Cultures.Default, CultureInfo.DefaultThreadCurrentCulture?.Name);
        Assert.Equal(Cultures.Default, CultureInfo.DefaultThreadCurrentUICulture?.Name);
    }
}
