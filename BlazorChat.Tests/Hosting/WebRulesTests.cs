using System.Net;
using BlazorChat.Core.Data;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Hosting;

/// <summary>What every answer carries, whom the hub lets in, and what a login sets.</summary>
public sealed class WebRulesTests(WebRulesTests.Host host) : IClassFixture<WebRulesTests.Host>
{
    private AppFixture App => host.App;

    [Fact]
    public async Task Answer_Any_CarriesTheSecurityHeadersWithItsOwnNonce()
    {
        using var first = await GetAsync("/health/live");
        using var second = await GetAsync("/health/live");

        var policy = Assert.Single(first.Headers.GetValues("Content-Security-Policy"));
        Assert.Matches("script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='; ", policy);
        foreach (var part in (string[])["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "connect-src 'self'", "img-src 'self' data: blob:"]) Assert.Contains(part, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.NotEqual(policy, Assert.Single(second.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(first.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(first.Headers.GetValues("Referrer-Policy")));
        Assert.False(first.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:81", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.Unauthorized)]
    [InlineData("https://localhost", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Hub_Origin_DecidesBeforeAnythingElse(string? origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null) request.Headers.Add("Origin", origin);

        using var answer = await App.CreatePlainClient().SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/sessions", HttpStatusCode.Unauthorized)]
    [InlineData("/app/messages", HttpStatusCode.Unauthorized)]
    [InlineData("/somewhere", HttpStatusCode.Redirect)]
    public async Task Anonymous_AnywhereNotOpen_IsTurnedAway(string path, HttpStatusCode expected)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.Redirect) Assert.Equal("/account/login?returnUrl=%2Fsomewhere", answer.Headers.Location?.PathAndQuery);
    }

    [Theory]
    [InlineData("http://localhost/test/login", "BlazorChat=", false)]
    [InlineData("https://localhost/test/login", "__Host-BlazorChat=", true)]
    public async Task Login_Cookie_HasTheRightNameAndFlags(string url, string start, bool secure)
    {
        using var answer = await App.CreatePlainClient().GetAsync(new Uri(url));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Login_Admin_HasTheRole()
    {
        using var client = App.CreateClient();
        using (await client.GetAsync(new Uri("/test/login", UriKind.Relative))) { }

        using var answer = await client.GetAsync(new Uri("/test/admin", UriKind.Relative));

        Assert.Equal("True", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Asset_OfAPackage_HasItsBytes()
    {
        using var answer = await GetAsync("/_content/Radzen.Blazor/Radzen.Blazor.min.js");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpResponseMessage> GetAsync(string path) => await App.CreatePlainClient().GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>The program with two endpoints more: one signs in, one tells the role.</summary>
    public sealed class Host : IAsyncLifetime
    {
        public AppFixture App { get; } = new() { Change = services => services.AddSingleton<IStartupFilter, Endpoints>() };

        public async Task InitializeAsync()
        {
            await App.InitializeAsync();
            await using var scope = App.Services.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>();
            var result = await users.CreateAsync(new ApplicationUser { Id = Guid.CreateVersion7(), UserName = "ann", Email = "ann@example.org", IsAdmin = true }, "a long password");
            Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(error => error.Description)));
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
                endpoints.MapGet("/test/login", async (SignInManager<ApplicationUser> signIn) =>
                    (await signIn.PasswordSignInAsync("ann", "a long password", isPersistent: true, lockoutOnFailure: true)).ToString()).AllowAnonymous();
                endpoints.MapStaticAssets().AllowAnonymous();
                endpoints.MapGet("/test/admin", (HttpContext context) => context.User.IsInRole("admin").ToString());
            });
        };
    }
}
