using System.Security.Cryptography;
using System.Text.Json;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.CommandLine.Control;

namespace BlazorChat.Web.CommandLine.Users;

/// <summary>Carries out <c>user</c>: whoever may use the data folder may do everything, so that nobody is locked out for ever.</summary>
internal sealed class UserVerb(UserAdministration administration, AccountList accounts) : IControlVerb
{
    private const string PasswordLetters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // Without l, I, O, 0, o and 1.
    private const int PasswordLength = 20; // 116 bits.
    private const int PageSize = 200;

    public string Name => "user";

    public async Task<int> RunAsync(JsonElement body, IVerbOutput output, CancellationToken cancellationToken)
    {
        try
        {
            var request = body.Deserialize<UserRequest>(JsonSerializerOptions.Web) ?? throw new JsonException();
            await RunAsync(request, output, cancellationToken);
            return 0;
        }
        catch (JsonException)
        {
            await output.WriteErrorAsync("The command cannot be read; the server that runs is of another version. Restart it.", cancellationToken);
        }
        catch (RefusedException refused)
        {
            foreach (var sentence in refused.Errors.Count > 0 ? refused.Errors.Select(error => error.Message) : [refused.Message]) await output.WriteErrorAsync(sentence, cancellationToken);
        }
        catch (StorageFullException full)
        {
            await output.WriteErrorAsync(full.Message, cancellationToken);
        }

        return 1;
    }

    private Task RunAsync(UserRequest request, IVerbOutput output, CancellationToken cancellationToken) => request.Action switch
    {
        UserRequest.Add => AddAsync(request, output, cancellationToken),
        UserRequest.List => ListAsync(output, cancellationToken),
        UserRequest.ResetPassword => ResetPasswordAsync(request, output, cancellationToken),
        UserRequest.MakeAdmin => ChangeAsync(request, "is an admin.", account => administration.SetAdminAsync(Actor.CommandLine, account.Id, true, cancellationToken), output, cancellationToken),
        UserRequest.Disable => ChangeAsync(request, "is disabled; all sign-ins and answers of the account have ended.", account => administration.DisableAsync(Actor.CommandLine, account.Id, cancellationToken), output, cancellationToken),
        UserRequest.Enable => ChangeAsync(request, "can be used.", account => account.State == AccountState.Pending
            ? administration.ApproveAsync(Actor.CommandLine, account.Id, cancellationToken)
            : administration.EnableAsync(Actor.CommandLine, account.Id, cancellationToken), output, cancellationToken),
        UserRequest.RemoveSecondFactors => ChangeAsync(request, "signs in with the password alone.", account => administration.RemoveSecondFactorsAsync(Actor.CommandLine, account.Id, cancellationToken), output, cancellationToken),
        _ => throw new JsonException(),
    };

    private async Task AddAsync(UserRequest request, IVerbOutput output, CancellationToken cancellationToken)
    {
        var password = request.Password ?? RandomNumberGenerator.GetString(PasswordLetters, PasswordLength);
        await administration.CreateAsync(Actor.CommandLine, new NewUser(request.Name, request.Email ?? "", password, request.IsAdmin), cancellationToken);
        var account = await FindAsync(request.Name, cancellationToken);
        await output.WriteLineAsync($"{account.UserName} was made{(account.IsAdmin ? ", as an admin" : "")}.", cancellationToken);
        if (request.Password is null) await output.WriteLineAsync($"Password: {password}", cancellationToken);
    }

    private async Task ResetPasswordAsync(UserRequest request, IVerbOutput output, CancellationToken cancellationToken)
    {
        var account = await FindAsync(request.Name, cancellationToken);
        var password = request.Password ?? RandomNumberGenerator.GetString(PasswordLetters, PasswordLength);
        await administration.SetPasswordAsync(Actor.CommandLine, account.Id, password, cancellationToken);
        await output.WriteLineAsync($"{account.UserName} has a new password, and is signed out everywhere.", cancellationToken);
        if (request.Password is null) await output.WriteLineAsync($"Password: {password}", cancellationToken);
        if (account.State != AccountState.Active) await output.WriteLineAsync($"The account is {Word(account.State)}: 'user enable {account.UserName}' lets it be used.", cancellationToken);
    }

    private async Task ListAsync(IVerbOutput output, CancellationToken cancellationToken)
    {
        string? last = null;
        while (true)
        {
            var page = await accounts.ReadAsync(Actor.CommandLine, last, PageSize, cancellationToken);
            foreach (var account in page) await output.WriteLineAsync($"{account.UserName}\t{account.Email}\t{(account.IsAdmin ? "admin" : "user")}\t{Word(account.State)}", cancellationToken);
            if (page.Count < PageSize) return;
            last = page[^1].UserName;
        }
    }

    private async Task ChangeAsync(UserRequest request, string outcome, Func<AccountSummary, Task> change, IVerbOutput output, CancellationToken cancellationToken)
    {
        var account = await FindAsync(request.Name, cancellationToken);
        await change(account);
        await output.WriteLineAsync($"{account.UserName} {outcome}", cancellationToken);
    }

    private async Task<AccountSummary> FindAsync(string name, CancellationToken cancellationToken) =>
        await administration.FindByNameAsync(Actor.CommandLine, name, cancellationToken)
        ?? throw new RefusedException(RefusedException.NotFound, $"There is no account '{new string([.. name.Where(letter => !char.IsControl(letter)).Take(100)])}'; 'user list' shows all.");

    private static string Word(AccountState state) => state switch
    {
        AccountState.Active => "active",
        AccountState.Pending => "waiting for approval",
        AccountState.Disabled => "disabled",
        _ => "being deleted",
    };
}
