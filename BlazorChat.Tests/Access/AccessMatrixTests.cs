using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Access;

/// <summary>
/// Every public method of Core that takes who asks, called by somebody who may not ask any more: each refuses before anything else. The list
/// is read from the assembly, so a method that forgets to ask fails here by itself.
/// </summary>
public sealed class AccessMatrixTests(AppFixture app) : IClassFixture<AppFixture>
{
    /// <summary>Those that answer differently, with the reason.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["AccountAccess.IsValidAsync(Caller,CancellationToken)"] = "It is the question itself, and answers with false.",
    };

    private static List<string> Names => [.. CallerMethod.All.Select(method => method.Name).Where(name => !Others.ContainsKey(name))];

    public static TheoryData<string> Methods => [.. Names];

    [Fact]
    public void Methods_AreFound_AndTheOthersAreAmongThem()
    {
        Assert.Contains(Names, name => name.StartsWith("SessionStore.DeleteAsync(", StringComparison.Ordinal));
        Assert.Contains(Names, name => name.StartsWith("IGenerationFeed.ReadAsync(", StringComparison.Ordinal));
        Assert.InRange(Names.Count, 30, int.MaxValue);
        Assert.Empty(Others.Keys.Except(CallerMethod.All.Select(method => method.Name)));
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task Method_CalledForAnAccountThatWasDisabled_Refuses(string name)
    {
        var caller = await SignInAsync();
        await Database.WriteAsync(
            context => context.Users.Where(user => user.Id == caller.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.State, AccountState.Disabled)), TestTimeout.Token);
        await app.Services.GetRequiredService<Revocation>().TellAsync(caller.UserId, endsAnswers: false);

        Assert.True(IsSignedOut(await CallAsync(name, caller)));
        Assert.True(IsSignedOut(await CallAsync(name, caller with { SignInId = null })));
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task Method_CalledByASignInThatWasEnded_Refuses(string name)
    {
        var caller = await SignInAsync();
        await SignIns.EndAsync(caller, caller.SignInId!.Value, TestTimeout.Token);

        Assert.True(IsSignedOut(await CallAsync(name, caller)));
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task Method_CalledByWhoeverMay_DoesNotSayThat(string name) => Assert.False(IsSignedOut(await CallAsync(name, await SignInAsync())));

    private Database Database => app.Services.GetRequiredService<Database>();

    private SignInStore SignIns => app.Services.GetRequiredService<SignInStore>();

    private static bool IsSignedOut(Exception? exception) => exception is RefusedException { Code: RefusedException.SignedOut };

    // An admin, so that what only admins may do is reached, too; one for each call, since some of them end it.
    private async Task<Caller> SignInAsync()
    {
        var account = await AccessDesk.AddAccountAsync(Database, isAdmin: true);
        return new Caller(account) { SignInId = await SignIns.BeginAsync(account, AccessDesk.Start(), TestTimeout.Token) };
    }

    private async Task<Exception?> CallAsync(string name, Caller caller)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await CallerMethod.All.Single(method => method.Name == name).CallAsync(scope.ServiceProvider, caller);
    }
}
