using System.Net;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Api;
using BlazorChat.Tests.Architecture;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Authorization;

/// <summary>Actor × route: what the program maps is asked by a stranger, a user, an admin, and somebody who was disabled.</summary>
public sealed class RouteMatrixTests(RouteMatrixTests.Server server) : IClassFixture<RouteMatrixTests.Server>
{
    public enum Asker
    {
        Stranger,
        User,
        Admin,
        Disabled,
    }

    [Fact]
    public void Routes_AreAllClassifiedAndThere()
    {
        var mapped = RouteTable.Mapped(server.App).ToHashSet();
        Findings.None(mapped.Except(RouteTable.Routes.Keys).Order(StringComparer.Ordinal));
        Findings.None(RouteTable.Routes.Keys.Except(mapped).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Asker.Stranger)]
    [InlineData(Asker.User)]
    [InlineData(Asker.Admin)]
    [InlineData(Asker.Disabled)]
    public async Task Route_AskedBySomebody_AnswersWhoMayAndNobodyElse(Asker asker)
    {
        var wrong = new List<string>();
        foreach (var (route, access) in RouteTable.Routes)
        {
            var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
            foreach (var verb in method switch { RouteTable.Page => (string[])["GET", "POST"], "*" => ["GET", "POST"], _ => [method] })
            {
                var status = await server.AskAsync(asker, verb, pattern);
                if (!Is(Expected(asker, access), status)) wrong.Add($"{asker} at {verb} {pattern} ({access}): {status}");
            }
        }

        Findings.None(wrong);
    }

    private static Answer Expected(Asker asker, RouteAccess access) => (asker, access) switch
    {
        (_, RouteAccess.SecondStep) => Answer.ToSignIn,
        (_, RouteAccess.Open) or (Asker.Admin, _) or (Asker.User, RouteAccess.SignedIn) => Answer.Served,
        (Asker.User, RouteAccess.Admin) => Answer.Forbidden,
        _ => Answer.ToSignIn,
    };

    // Served is whatever comes from behind the door: also that the form lacks its token, or that there is no such chat.
    private static bool Is(Answer expected, string status) => expected switch
    {
        Answer.ToSignIn => status is "401" or "302 /account/login" or "303 /account/login/code", // A form of a page that is out of date.
        Answer.Forbidden => status == "403",
        _ => status is not ("401" or "403" or "302 /account/login") && !status.StartsWith('5'),
    };

    private enum Answer
    {
        Served,
        Forbidden,
        ToSignIn,
    }

    /// <summary>A server with one of each.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private const string Password = "correct horse battery";
        private readonly Dictionary<Asker, HttpClient> _askers = [];

        public AppFixture App { get; } = new();

        public async Task InitializeAsync()
        {
            await App.InitializeAsync();
            _askers[Asker.Admin] = (await PageClient.RegisterAsync(App.CreatePlainClient())).Http;
            _askers[Asker.Stranger] = App.CreatePlainClient();
            var administration = App.Services.GetRequiredService<UserAdministration>();
            foreach (var (asker, name) in ((Asker, string)[])[(Asker.User, "ursula"), (Asker.Disabled, "dora")])
            {
                var id = await administration.CreateAsync(Actor.CommandLine, new NewUser(name, $"{name}@example.com", Password, IsAdmin: asker == Asker.Disabled), TestTimeout.Token);
                _askers[asker] = (await PageClient.SignInAsync(App.CreatePlainClient(), name, Password)).Http;
                if (asker == Asker.Disabled) await administration.DisableAsync(Actor.CommandLine, id, TestTimeout.Token);
            }
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        /// <summary>The status, with where it leads to.</summary>
        internal async Task<string> AskAsync(Asker asker, string method, string pattern)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Filled(pattern));
            request.Headers.Add("Accept", "text/html");
            // Signing out would end the asker for the routes that follow; without its token it ends nothing.
            using var answer = await _askers[asker].SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestTimeout.Token);
            var target = answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther ? $" {answer.Headers.Location?.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal).Split('?')[0]}" : "";
            return $"{(int)answer.StatusCode}{target}";
        }

        private static string Filled(string pattern) => string.Join('/', pattern.Split('/').Select(part => !part.StartsWith('{') ? part : part.Contains("guid", StringComparison.Ordinal) ? $"{Guid.CreateVersion7()}" : "x"));
    }
}
