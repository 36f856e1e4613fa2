using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.CommandLine;

/// <summary><c>user</c> as somebody types it, with a server and without.</summary>
public sealed class UserVerbTests : IDisposable
{
    private const string Password = "correct horse battery\n";
    private readonly TempFolder _temp = new();

    private string Folder => _temp["data"];

    private string Socket => Path.Combine(Folder, "server.sock");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Add_WithNoServer_MakesTheFirstOneAnAdminAndShowsItsPasswordOnce()
    {
        var (exitCode, output, errors) = await RunAsync(["add", "ann", "--email", "ann@example.com"]);
        Assert.True(exitCode == 0, errors);
        Assert.StartsWith("ann was made, as an admin.\nPassword: ", output, StringComparison.Ordinal);

        await RunAsync(["add", "ben", "--email", "ben@example.com", "--password-stdin"], Password);
        Assert.Equal("ann\tann@example.com\tadmin\tactive\nben\tben@example.com\tuser\tactive", (await RunAsync(["list"])).Output);
    }

    [Fact]
    public async Task Verbs_WhileAServerRuns_ActThroughItsSocketAlone()
    {
        using var server = await ServerProcess.StartReadyAsync(Folder);
        await WhenListeningAsync();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Socket));

        Assert.Equal(0, (await RunAsync(["add", "ann", "--email", "ann@example.com", "--password-stdin"], Password)).ExitCode);
        Assert.Equal(0, (await RunAsync(["add", "ben", "--email", "ben@example.com", "--password-stdin"], Password)).ExitCode);
        Assert.Equal("ben is an admin.", (await RunAsync(["make-admin", "ben@example.com"])).Output);
        Assert.Equal("ann is disabled; all sign-ins and answers of the account have ended.", (await RunAsync(["disable", "ann"])).Output);
        var (_, _, last) = await RunAsync(["disable", "ben"]);
        Assert.Contains("only active admin", last, StringComparison.Ordinal);
        var (_, reset, _) = await RunAsync(["reset-password", "ann"]);
        Assert.Contains("The account is disabled: 'user enable ann' lets it be used.", reset, StringComparison.Ordinal);
        Assert.Equal("ann can be used.", (await RunAsync(["enable", "ann"])).Output);
        Assert.Equal("ann\tann@example.com\tadmin\tactive\nben\tben@example.com\tadmin\tactive", (await RunAsync(["list"])).Output);
    }

    [Fact]
    public async Task Server_AfterAKill_ListensAgain()
    {
        using (var killed = await ServerProcess.StartReadyAsync(Folder))
        {
            await WhenListeningAsync();
            await killed.KillAsync();
        }

        Assert.True(File.Exists(Socket)); // Nobody listens there any more.
        Assert.Equal(0, (await RunAsync(["add", "ann", "--email", "ann@example.com"])).ExitCode);
        using var server = await ServerProcess.StartReadyAsync(Folder);
        Assert.StartsWith("ann\t", (await RunAsync(["list"])).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disable ann", "There is no account 'ann'; 'user list' shows all.")]
    [InlineData("add ann --email nothing", "Email 'nothing' is invalid.")]
    [InlineData("add a --email a@example.com", "Username 'a' is invalid")]
    [InlineData("add ann", "--email")]
    [InlineData("", "Required command was not provided.")]
    [InlineData("remove ann", "remove")]
    public async Task Verb_WithBadInput_SaysWhatIsWrongAndChangesNothing(string arguments, string sentence)
    {
        var (exitCode, _, errors) = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.NotEqual(0, exitCode);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_ThatIsWeak_IsRefused()
    {
        var (exitCode, _, errors) = await RunAsync(["add", "ann", "--email", "ann@example.com", "--password-stdin"], "short\n");
        Assert.Equal(1, exitCode);
        Assert.Contains("8", errors, StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync(["list"])).Output);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, string? input = null) => ServerProcess.RunAsync(Folder, ["user", .. arguments], input);

    /// <summary>The server listens a moment after it is ready. The watcher tells; a file that is there already needs none.</summary>
    private async Task WhenListeningAsync()
    {
        using var watcher = new FileSystemWatcher(Folder, Path.GetFileName(Socket));
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => made.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (!File.Exists(Socket)) await made.Task.WaitAsync(TestTimeout.Token);
    }
}
