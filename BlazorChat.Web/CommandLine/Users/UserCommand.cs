using System.CommandLine;

namespace BlazorChat.Web.CommandLine.Users;

/// <summary>The arguments of <c>user</c>.</summary>
internal static class UserCommand
{
    /// <summary>Makes the command; <paramref name="run"/> carries out what was read.</summary>
    public static Command Create(Func<UserRequest, CancellationToken, Task<int>> run)
    {
        var email = new Option<string>("--email") { Description = "The account's address.", Required = true };
        var admin = new Option<bool>("--admin") { Description = "May administer the server." };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Reads the password from standard input. Without it one is made, and shown once." };
        return new Command("user", "Manages accounts, through the running server where there is one.")
        {
            Leaf(UserRequest.Add, "Makes an account. The first one of a server becomes its admin.", run, (parsed, name) => new UserRequest(UserRequest.Add, name)
            {
                Email = parsed.GetValue(email), IsAdmin = parsed.GetValue(admin), Password = Password(parsed, fromInput),
            }, email, admin, fromInput),
            List(run),
            Leaf(UserRequest.ResetPassword, "Sets a new password, ends all sign-ins of the account, and lets it try again where it was locked.", run,
                (parsed, name) => new UserRequest(UserRequest.ResetPassword, name) { Password = Password(parsed, fromInput) }, fromInput),
            Leaf(UserRequest.MakeAdmin, "Makes somebody an admin, who has to sign in again.", run, (_, name) => new UserRequest(UserRequest.MakeAdmin, name)),
            Leaf(UserRequest.Disable, "Lets an account not be used any more. Its data stays.", run, (_, name) => new UserRequest(UserRequest.Disable, name)),
            Leaf(UserRequest.Enable, "Lets an account be used again, or for the first time where it waits for approval.", run, (_, name) => new UserRequest(UserRequest.Enable, name)),
            Leaf(UserRequest.RemoveSecondFactors, "Removes an account's app codes, recovery codes and passkeys, so that the password alone counts.", run,
                (_, name) => new UserRequest(UserRequest.RemoveSecondFactors, name)),
        };
    }

    private static Command List(Func<UserRequest, CancellationToken, Task<int>> run)
    {
        var command = new Command(UserRequest.List, "Lists all accounts by name.");
        command.SetAction((_, cancellationToken) => run(new UserRequest(UserRequest.List, ""), cancellationToken));
        return command;
    }

    private static Command Leaf(
        string action, string description, Func<UserRequest, CancellationToken, Task<int>> run, Func<ParseResult, string, UserRequest> read, params Option[] options)
    {
        var name = new Argument<string>("name") { Description = action == UserRequest.Add ? "The user name: 3 to 64 letters, digits, dots, dashes and underscores." : "The user name or the address." };
        var command = new Command(action, description) { name };
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => run(read(parsed, parsed.GetValue(name) ?? ""), cancellationToken));
        return command;
    }

    /// <summary>One line; the end of the line is none of the password.</summary>
    private static string? Password(ParseResult parsed, Option<bool> fromInput) => parsed.GetValue(fromInput) ? Console.In.ReadLine() ?? "" : null;
}
