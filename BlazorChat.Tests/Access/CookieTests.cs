using System.Net;
using System.Security.Claims;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Data;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Access;

/// <summary>What a cookie is worth: as much as its sign-in and its account at this moment.</summary>
public sealed class CookieTests(CookieHost host) : IClassFixture<CookieHost>
{
    private const string Page = "/settings/general";
    private const string ForPrograms = "/app/images/01900000-0000-7000-8000-000000000001";
    private const string ForAdmins = "/test/admin";

    [Theory]
    [InlineData("", "password")]
    [InlineData("method=totp", "totp")]
    [InlineData("method=recovery_code", "recovery_code")]
    [InlineData("method=passkey", "passkey")]
    [InlineData("method=registration", "registration")]
    [InlineData("method=invented", "password")]
    public async Task Login_KeepsHowAndWhere(string query, string method)
    {
        var (_, caller) = await host.SignInAsync(query: query);

        var view = Assert.Single(await SignIns.ListAsync(caller, TestTimeout.Token));

        Assert.Equal((method, CookieHost.Browser), (view.Method, view.Device));
    }

    [Theory]
    [InlineData(true, 14)]
    [InlineData(false, 1)]
    public async Task Login_LastsAsLongAsItWasAskedFor(bool stay, int days)
    {
        var (cookie, caller) = await host.SignInAsync(stay: stay);

        var properties = host.Read(cookie)!.Properties;

        Assert.Equal(TimeSpan.FromDays(days), properties.ExpiresUtc - properties.IssuedUtc);
        host.Time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(Page, (await host.SignInAsync(caller.UserId, stay)).Cookie));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(Page, cookie));
    }

    [Fact]
    public async Task Login_Anew_HasANewId_AndEndsTheOneOfThisBrowser()
    {
        var (first, caller) = await host.SignInAsync();

        var (second, again) = await host.SignInAsync(caller.UserId, cookie: first);

        Assert.NotEqual(caller.SignInId, again.SignInId);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (await host.StatusAsync(Page, first), await host.StatusAsync(Page, second)));
    }

    [Fact]
    public async Task Cookie_WhoseSignInWasEnded_IsTakenAway_AndLeadsToTheSignInWithAWord()
    {
        var (cookie, caller) = await host.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(Page, cookie));

        await SignIns.EndAsync(caller, caller.SignInId!.Value, TestTimeout.Token);

        using var answer = await host.GetAsync(Page, cookie);
        Assert.Equal((HttpStatusCode.Redirect, "/account/login?returnUrl=%2Fsettings%2Fgeneral&ended=1"), (answer.StatusCode, answer.Headers.Location!.PathAndQuery));
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("BlazorChat=;", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(ForPrograms, cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync("/_blazor/negotiate", cookie));
    }

    [Fact]
    public async Task Cookie_OfAnAccountThatWasDisabled_IsWorthNothingAtOnce()
    {
        var (cookie, caller) = await host.SignInAsync();

        await host.ChangeAsync(caller.UserId, user => user.State = AccountState.Disabled);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Unauthorized), (await host.StatusAsync(Page, cookie), await host.StatusAsync(ForPrograms, cookie)));
    }

    [Fact]
    public async Task Cookie_OfAnAccountThatAnotherProcessDisabled_IsWorthNothingWithinFiveSeconds()
    {
        var (cookie, caller) = await host.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(Page, cookie));

        await host.ChangeAsync(caller.UserId, user => user.State = AccountState.Disabled, elsewhere: true);
        host.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.Redirect, await host.StatusAsync(Page, cookie));
    }

    [Fact]
    public async Task Cookie_ReplayedAfterTheSignOut_IsDead()
    {
        var (cookie, _) = await host.SignInAsync();

        using (var answer = await host.GetAsync("/test/logout", cookie)) Assert.Contains(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("BlazorChat=;", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Redirect, await host.StatusAsync(Page, cookie));
    }

    [Fact]
    public async Task Cookie_OfAnEarlierVersion_WithoutASignIn_IsNotValid()
    {
        var (cookie, _) = await host.SignInAsync();
        var identity = (ClaimsIdentity)host.Read(cookie)!.Principal.Identity!;
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(Page, host.Write(new ClaimsPrincipal(identity))));

        identity.RemoveClaim(identity.FindFirst("sid"));

        Assert.Equal(HttpStatusCode.Redirect, await host.StatusAsync(Page, host.Write(new ClaimsPrincipal(identity))));
    }

    [Fact]
    public async Task Cookie_WithAnothersSignIn_IsNotValid()
    {
        var (_, other) = await host.SignInAsync();
        var (cookie, _) = await host.SignInAsync();
        var identity = (ClaimsIdentity)host.Read(cookie)!.Principal.Identity!;
        identity.RemoveClaim(identity.FindFirst("sid"));
        identity.AddClaim(new Claim("sid", other.SignInId.ToString()!));

        Assert.Equal(HttpStatusCode.Redirect, await host.StatusAsync(Page, host.Write(new ClaimsPrincipal(identity))));
    }

    [Fact]
    public async Task Admin_WhoIsNoneAnyMore_IsForbiddenAtOnce_AndTheOtherWayRound()
    {
        var (cookie, caller) = await host.SignInAsync(isAdmin: true);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(ForAdmins, cookie));

        await host.ChangeAsync(caller.UserId, user => user.IsAdmin = false);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await host.StatusAsync(ForAdmins, cookie), await host.StatusAsync(Page, cookie)));

        await host.ChangeAsync(caller.UserId, user => user.IsAdmin = true);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(ForAdmins, cookie));
    }

    [Fact]
    public async Task Principal_HasTheAccountsPresentName()
    {
        var (cookie, caller) = await host.SignInAsync();
        await host.ChangeAsync(caller.UserId, user => user.UserName = "renamed");

        using var answer = await host.GetAsync("/test/whoami", cookie);

        Assert.StartsWith("renamed False", await answer.Content.ReadAsStringAsync(TestTimeout.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WhileTheStandingIsRemembered_CostsNoQuery_AndItsUseIsKeptEveryFewMinutes()
    {
        var (cookie, caller) = await host.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync("/test/whoami", cookie));
        var before = host.Queries.Commands;

        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.OK, await host.StatusAsync("/test/whoami", cookie));
        Assert.Equal(0, host.Queries.Commands - before);

        host.Time.Advance(SignInStore.UsePrecision);
        var now = host.Time.GetUtcNow();
        await host.StatusAsync("/test/whoami", cookie);
        Assert.InRange((now - Assert.Single(await SignIns.ListAsync(caller, TestTimeout.Token)).LastUsedAt).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [InlineData("Identity.TwoFactorUserId", "BlazorChat.Passkey")]
    [InlineData("Identity.TwoFactorRememberMe", "Identity.TwoFactorRememberMe")]
    [InlineData("Identity.External", "Identity.External")]
    public async Task OtherCookiesOfIdentity_AreBoundToTheHostToo(string scheme, string name)
    {
        Assert.Contains(scheme, (string[])[IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme, IdentityConstants.ExternalScheme]);
        using var plain = await host.GetAsync($"/test/scheme/{scheme}");
        using var secure = await host.GetAsync($"/test/scheme/{scheme}", scheme: "https");

        Assert.StartsWith(name + "=", Assert.Single(plain.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        var cookie = Assert.Single(secure.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"__Host-{name}=", cookie, StringComparison.Ordinal);
        foreach (var flag in (string[])["; path=/", "; secure", "; httponly", "; samesite="]) Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("samesite=none", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private SignInStore SignIns => host.App.Services.GetRequiredService<SignInStore>();
}
