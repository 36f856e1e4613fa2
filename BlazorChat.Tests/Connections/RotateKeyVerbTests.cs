using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Connections;

/// <summary>The command as somebody types it.</summary>
public sealed class RotateKeyVerbTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Folder => _temp["data"];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task RotateKey_WithNoServerRunning_ExchangesTheKey()
    {
        var (first, output, errors) = await ServerProcess.RunAsync(Folder, "rotate-key");
        Assert.True(first == 0, errors);
        Assert.Equal("The master key was exchanged. 0 stored secrets, 0 of them unreadable.", output);
        var key = await File.ReadAllTextAsync(Path.Combine(Folder, "master.key"));

        var (second, _, _) = await ServerProcess.RunAsync(Folder, "rotate-key");
        Assert.Equal(0, second);
        Assert.NotEqual(key, await File.ReadAllTextAsync(Path.Combine(Folder, "master.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(Path.Combine(Folder, "master.key")));
    }

    [Fact]
    public async Task RotateKey_WhileAServerRuns_IsRefusedAndChangesNothing()
    {
        using var server = await ServerProcess.StartReadyAsync(Folder);
        var key = await File.ReadAllTextAsync(Path.Combine(Folder, "master.key"));

        var (exitCode, _, errors) = await ServerProcess.RunAsync(Folder, "rotate-key");
        Assert.Equal(1, exitCode);
        Assert.Contains("in use", errors, StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(Path.Combine(Folder, "master.key")));
        Assert.False(File.Exists(Path.Combine(Folder, "master.key.next")));
    }

    [Fact]
    public async Task RotateKey_WithAKeyFromAVariable_SaysHow()
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync(Folder, "rotate-key", ("ENCRYPTION_KEY", "3a5c0e9f7b1d42688e6f90ab12cd34ef56789a0b1c2d3e4f5061728394a5b6c7"));
        Assert.Equal(1, exitCode);
        Assert.Contains("BLAZORCHAT_ENCRYPTION_KEY_PREVIOUS", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_ThatIsUnknown_SaysSoAndStartsNoServer()
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync(Folder, "rotate-keys");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("rotate-keys", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
    }
}
