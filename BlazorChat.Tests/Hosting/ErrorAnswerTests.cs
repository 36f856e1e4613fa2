using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BlazorChat.Tests.Api;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Tests.Providers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Tests.Hosting;

/// <summary>What is answered when a request fails: a page to people, problem details to programs.</summary>
public sealed class ErrorAnswerTests(ErrorAnswerTests.Host host) : IClassFixture<ErrorAnswerTests.Host>
{
    private const string Secret = "the database's password is hunter2";

    [Fact]
    public async Task Page_Throws_IsAPlainPageWithTheIdOfTheLog()
    {
        using var answer = await GetAsync(host.Page.Http, "/test/throw", "text/html");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Something went wrong", html, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", html, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperationException", html, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Headers.GetValues("Content-Security-Policy"));
        var id = html.Split("<code>")[1].Split("</code>")[0];
        var entry = Assert.Single(host.Log.Lines, line => line.Contains(id, StringComparison.Ordinal));
        Assert.Contains("GET /test/throw failed", entry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app/test/throw", "text/html")]
    [InlineData("/health/test/throw", "text/html")]
    [InlineData("/test/throw", "application/json")]
    [InlineData("/test/throw", "*/*")]
    public async Task Program_Throws_GetsProblemDetails(string path, string accept)
    {
        using var answer = await GetAsync(host.Page.Http, path, accept);
        var body = await answer.Content.ReadAsStringAsync();
        using var problem = JsonDocument.Parse(body);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("internal_error", problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(32, problem.RootElement.GetProperty("trace_id").GetString()!.Length);
        Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/page")]
    [InlineData("/s/01890000-0000-7000-8000-000000000000")]
    public async Task Page_Unknown_IsTheInterfacesPageWithItsStatus(string path)
    {
        using var answer = await GetAsync(host.Page.Http, path, "text/html");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1 tabindex=\"-1\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(" · BlazorChat</title>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_UnknownPath_IsABareStatus()
    {
        using var answer = await GetAsync(host.Page.Http, "/app/nothing", "text/html");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Page_Denied_SaysSoWithItsStatus()
    {
        using var answer = await GetAsync(host.Page.Http, "/test/nobody", "text/html");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("You may not see this", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_UnknownToAStranger_LeadsToTheLogin()
    {
        using var answer = await GetAsync(host.App.CreatePlainClient(), "/no/such/page", "text/html");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return await client.SendAsync(request, TestTimeout.Token);
    }

    /// <summary>The program with endpoints that fail, and somebody signed in.</summary>
    public sealed class Host : IAsyncLifetime
    {
        public AppFixture App { get; } = new();

        internal PageClient Page { get; private set; } = null!;

        internal LogLines Log { get; } = new();

        public async Task InitializeAsync()
        {
            App.Change = services => services.AddSingleton<IStartupFilter, Endpoints>().AddSingleton<ILoggerProvider>(Log);
            await App.InitializeAsync();
            Page = await PageClient.RegisterAsync(App.CreateClient());
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    private sealed class Endpoints : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseEndpoints(endpoints =>
            {
                foreach (var path in (string[])["/test/throw", "/app/test/throw", "/health/test/throw"])
                    endpoints.MapGet(path, string () => throw new InvalidOperationException(Secret));
                endpoints.MapGet("/test/nobody", [Authorize(Roles = "nobody")] () => "seen");
            });
        };
    }
}
