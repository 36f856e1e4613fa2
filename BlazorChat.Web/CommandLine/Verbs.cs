using System.CommandLine;
using BlazorChat.Web.CommandLine.Control;
using BlazorChat.Web.CommandLine.Users;

namespace BlazorChat.Web.CommandLine;

/// <summary>The verbs of the command line. Without one, or with options alone, the program is the server.</summary>
internal static class Verbs
{
    private const string Serve = "serve";

    /// <summary>Whether these arguments ask for something else than the server.</summary>
    public static bool IsAsked(string[] args) => args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version") && first != Serve;

    /// <summary>The arguments of the server: its options are settings, such as <c>--Generation:PerUser=2</c>.</summary>
    public static string[] ServerArguments(string[] args) => args is [Serve, ..] ? args[1..] : args;

    /// <summary>Runs the verb and gives the exit code. Bad usage is told on standard error.</summary>
    public static Task<int> RunAsync(string[] args) => Root().Parse(args).InvokeAsync();

    private static RootCommand Root()
    {
        var root = new RootCommand("BlazorChat, a self-hosted AI chat. Without a command it is the server; settings may follow as --Section:Key=value.")
        {
            new Command(Serve, "Runs the server (the default)."),
        };
        var rotate = new Command("rotate-key", "Exchanges the master key and encrypts every stored secret anew. The server must not be running.");
        rotate.SetAction((_, cancellationToken) => RotateKeyVerb.RunAsync(Console.Out, Console.Error, cancellationToken));
        root.Subcommands.Add(rotate);
        root.Subcommands.Add(UserCommand.Create((request, cancellationToken) => ControlRun.RunAsync("user", request, new ConsoleOutput(), cancellationToken)));
        return root;
    }
}
