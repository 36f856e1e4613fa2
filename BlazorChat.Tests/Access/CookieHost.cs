using System.Net;
using System.Security.Claims;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorChat.Tests.Access;

/// <summary>The program at a time that the test sets, with endpoints that sign in and out without a form.</summary>
public sealed class CookieHost : IAsyncLifetime
{
    public const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    public CookieHost() => App = new AppFixture
    {
        Change = services => services.AddSingleton<TimeProvider>(Time).AddSingleton<IStartupFilter, Endpoints>()
            .ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(Queries)),
    };

    public AppFixture App { get; }

    // Not an invented day: whoever keeps cookies throws away what ran out by the real clock.
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    internal CommandCount Queries { get; } = new();

    internal Database Database => App.Services.GetRequiredService<Database>();

    public async Task InitializeAsync()
    {
        await App.InitializeAsync();
        // An account, so that the server is set up.
        await AccessDesk.AddAccountAsync(Database, isAdmin: true);
        await Database.WriteAsync(context => { context.Add(new FirstAdmin { UserId = Guid.CreateVersion7() }); return Task.CompletedTask; }, TestTimeout.Token);
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    /// <summary>A new account's cookie as a browser would send it, and who that is.</summary>
    internal async Task<(string Cookie, Caller Caller)> SignInAsync(bool isAdmin = false, bool stay = true, string query = "") =>
        await SignInAsync(await AccessDesk.AddAccountAsync(Database, isAdmin), stay, query);

    internal async Task<(string Cookie, Caller Caller)> SignInAsync(Guid account, bool stay = true, string query = "", string? cookie = null)
    {
        using var answer = await GetAsync($"/test/login/{account}?stay={stay}&{query}", cookie);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var set = CookieOf(answer)!;
        return (set, BlazorChat.Core.Accounts.AccountClaims.CallerOf(Read(set)!.Principal)!);
    }

    internal async Task<HttpResponseMessage> GetAsync(string path, string? cookie = null, string scheme = "http")
    {
        using var client = App.CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{scheme}://localhost{path}"));
        request.Headers.TryAddWithoutValidation("User-Agent", Browser);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request, TestTimeout.Token);
    }

    internal async Task<HttpStatusCode> StatusAsync(string path, string? cookie)
    {
        using var answer = await GetAsync(path, cookie);
        return answer.StatusCode;
    }

    /// <summary>The cookie that an answer sets, as it is sent back; null where it sets none or takes it away.</summary>
    internal static string? CookieOf(HttpResponseMessage answer) => !answer.Headers.TryGetValues("Set-Cookie", out var all) ? null
        : all.Where(value => value.StartsWith("BlazorChat=", StringComparison.Ordinal)).Select(value => value.Split(';')[0]).FirstOrDefault(value => value != "BlazorChat=");

    /// <summary>What a cookie says.</summary>
    internal AuthenticationTicket? Read(string cookie) => Options.TicketDataFormat.Unprotect(cookie["BlazorChat=".Length..]);

    /// <summary>A cookie that says this, rightly sealed.</summary>
    internal string Write(ClaimsPrincipal principal) => "BlazorChat=" + Options.TicketDataFormat.Protect(
        new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = Time.GetUtcNow(), ExpiresUtc = Time.GetUtcNow().AddDays(14) }, IdentityConstants.ApplicationScheme));

    /// <summary>Changes an account; in this process, or as another one would.</summary>
    internal async Task ChangeAsync(Guid account, Action<ApplicationUser> change, bool elsewhere = false)
    {
        await Database.WriteAsync(async context => change(await context.Users.AsTracking().SingleAsync(user => user.Id == account)), TestTimeout.Token);
        if (!elsewhere) await App.Services.GetRequiredService<Revocation>().TellAsync(account, endsAnswers: false);
    }

    private CookieAuthenticationOptions Options => App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);

    private sealed class Endpoints : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseEndpoints(endpoints =>
            {
                endpoints.MapGet("/test/login/{id}", async (string id, bool stay, string? method, SignInManager<ApplicationUser> signIn) =>
                {
                    var properties = new AuthenticationProperties { IsPersistent = stay };
                    if (method is not null) properties.Items["method"] = method;
                    await signIn.SignInWithClaimsAsync((await signIn.UserManager.FindByIdAsync(id))!, properties, []);
                }).AllowAnonymous();
                endpoints.MapGet("/test/logout", (SignInManager<ApplicationUser> signIn) => signIn.SignOutAsync());
                endpoints.MapGet("/test/whoami", (HttpContext context) => $"{context.User.Identity?.Name} {context.User.IsInRole("admin")} {context.User.FindFirstValue("address")}");
                endpoints.MapGet("/test/admin", () => "").RequireAuthorization(policy => policy.RequireRole("admin"));
                endpoints.MapGet("/test/scheme/{scheme}", (string scheme, HttpContext context) =>
                    context.SignInAsync(scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "x")], scheme)))).AllowAnonymous();
                endpoints.MapStaticAssets().AllowAnonymous();
            });
        };
    }
}
