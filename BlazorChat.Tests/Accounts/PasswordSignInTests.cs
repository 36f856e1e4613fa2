using System.Net;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Data;
using BlazorChat.Tests.Api;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Accounts;

public sealed class PasswordSignInTests(SignedInApp signedIn) : IClassFixture<SignedInApp>
{
    private const string Wrong = "wrong password";

    [Fact]
    public async Task SignIn_WrongInParallel_CountsEachTryAndChecksNoMoreThanFive()
    {
        var hasher = new CountingHasher();
        await using var app = new AppFixture { Change = services => services.AddSingleton<IPasswordHasher<ApplicationUser>>(hasher) };
        await app.InitializeAsync();
        await PageClient.RegisterAsync(app.CreateClient());
        hasher.Checked = 0;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 90).Select(_ => SignInAsync(app, "mika", Wrong)));

        Assert.All(outcomes, outcome => Assert.Equal(SignInOutcome.Refused, outcome));
        Assert.Equal(5, hasher.Checked);
        Assert.Equal(SignInOutcome.Refused, await SignInAsync(app, "mika@example.com", "correct horse battery")); // Locked, by either name.
        Assert.Equal(5, hasher.Checked);
    }

    [Fact]
    public async Task SignIn_UnknownWrongAndLocked_CostOneHashEach()
    {
        var hasher = new CountingHasher();
        await using var app = new AppFixture { Change = services => services.AddSingleton<IPasswordHasher<ApplicationUser>>(hasher) };
        await app.InitializeAsync();
        await PageClient.RegisterAsync(app.CreateClient());
        foreach (var name in new[] { "nobody", "mika", "mika", "mika", "mika", "mika", "mika", "nobody@example.com", "" })
        {
            var before = hasher.Checked + hasher.Hashed;
            Assert.Equal(SignInOutcome.Refused, await SignInAsync(app, name, Wrong));
            Assert.Equal(before + 1, hasher.Checked + hasher.Hashed);
        }
    }

    [Fact]
    public async Task Form_OfAPageOutOfDate_LeadsToThePageAnew()
    {
        using var client = signedIn.App.CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/login?returnUrl=%2Fs") { Content = new FormUrlEncodedContent([new("_handler", "sign-in")]) };
        request.Headers.Add("Accept", "text/html");
        using var response = await client.SendAsync(request, TestTimeout.Token);
        Assert.Equal((HttpStatusCode.SeeOther, "/account/login?returnUrl=%2Fs"), (response.StatusCode, response.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Register_AfterTheFirst_IsNotThereForAPostEither()
    {
        using var client = signedIn.App.CreatePlainClient();
        using var response = await client.PostAsync("/account/register", new FormUrlEncodedContent([new("_handler", "register")]), TestTimeout.Token);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<SignInOutcome> SignInAsync(AppFixture app, string name, string password)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().CheckAsync(name, password, AttemptSource.Unknown, TestTimeout.Token)).Outcome;
    }

    /// <summary>Counts, and spends no time.</summary>
    private sealed class CountingHasher : IPasswordHasher<ApplicationUser>
    {
        private int _checked;
        private int _hashed;

        public int Checked { get => _checked; set => _checked = value; }

        public int Hashed => _hashed;

        public string HashPassword(ApplicationUser user, string password)
        {
            Interlocked.Increment(ref _hashed);
            return password;
        }

        public PasswordVerificationResult VerifyHashedPassword(ApplicationUser user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _checked);
            return hashedPassword == providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }
    }
}
