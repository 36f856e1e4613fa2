using System.Security.Cryptography;
using BlazorChat.Core.Data;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static BlazorChat.Tests.Connections.ConnectionDesk;

namespace BlazorChat.Tests.Connections;

public sealed class KeyRotationTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Rotation_OfTheFile_EncryptsAllAnewAndTheFormerKeyOpensNothing(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.AddAsync(desk.Ann);
        await desk.AddAsync(desk.Admin, scope: ConnectionScope.Server);
        var former = await File.ReadAllTextAsync(desk.Folder.MasterKeyFile);

        Assert.True(KeyRotation.Begin(new ConfigurationManager(), desk.Folder));
        await using (var program = desk.Restart())
        {
            await program.GetRequiredService<KeyRotation>().RunAsync(TestTimeout.Token);
            Assert.Equal((2, 0), await program.GetRequiredService<KeyRotation>().CountAsync(TestTimeout.Token));
        }

        Assert.NotEqual(former, await File.ReadAllTextAsync(desk.Folder.MasterKeyFile));
        Assert.False(File.Exists(desk.Folder.NextMasterKeyFile));
        await using var after = desk.Restart();
        Assert.False(Assert.Single(await after.GetRequiredService<ConnectionStore>().ListAsync(desk.Ann, ConnectionScope.Mine, TestTimeout.Token)).IsUnreadable);
        await File.WriteAllTextAsync(desk.Folder.MasterKeyFile, former);
        await using var withFormer = desk.Restart();
        Assert.Equal((2, 2), await withFormer.GetRequiredService<KeyRotation>().CountAsync(TestTimeout.Token));
    }

    [Fact]
    public async Task Rotation_BrokenOffAtAnyPoint_IsEndedByTheNextStart()
    {
        await using var desk = await OpenAsync();
        await desk.AddAsync(desk.Ann);
        var former = await File.ReadAllTextAsync(desk.Folder.MasterKeyFile);
        KeyRotation.Begin(new ConfigurationManager(), desk.Folder);
        var next = await File.ReadAllTextAsync(desk.Folder.NextMasterKeyFile);

        // Before anything was encrypted: both keys are there, and a start goes on.
        await using (var program = desk.Restart()) await RunStepsAsync(program);
        Assert.Equal(next, await File.ReadAllTextAsync(desk.Folder.MasterKeyFile));

        // After the database had gone over, before the file took its place.
        await File.WriteAllTextAsync(desk.Folder.MasterKeyFile, former);
        await File.WriteAllTextAsync(desk.Folder.NextMasterKeyFile, next);
        await using (var program = desk.Restart()) await RunStepsAsync(program);
        Assert.Equal(next, await File.ReadAllTextAsync(desk.Folder.MasterKeyFile));
        await using var after = desk.Restart();
        Assert.Equal((1, 0), await after.GetRequiredService<KeyRotation>().CountAsync(TestTimeout.Token));
    }

    [Fact]
    public async Task Rotation_OfAKeyGivenByAVariable_TakesTheFormerOneByAnother()
    {
        var (one, two) = (Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, ("ENCRYPTION_KEY", one));
        await desk.AddAsync(desk.Ann);

        Assert.False(KeyRotation.Begin(new ConfigurationManager { ["ENCRYPTION_KEY"] = one }, desk.Folder));
        await using (var program = desk.Restart(("ENCRYPTION_KEY", two), ("BLAZORCHAT_ENCRYPTION_KEY_PREVIOUS", one))) await RunStepsAsync(program);
        await using var after = desk.Restart(("ENCRYPTION_KEY", two));
        Assert.Equal((1, 0), await after.GetRequiredService<KeyRotation>().CountAsync(TestTimeout.Token));
    }

    [Fact]
    public async Task MasterKey_ThatIsLost_MakesKeysUnreadableAndNothingElse()
    {
        await using var desk = await OpenAsync();
        var id = (await desk.AddAsync(desk.Ann, Draft() with { Models = ["m"] })).Id!.Value;
        File.Delete(desk.Folder.MasterKeyFile);

        await using var program = desk.Restart();
        await RunStepsAsync(program);
        var store = program.GetRequiredService<ConnectionStore>();
        var view = Assert.Single(await store.ListAsync(desk.Ann, ConnectionScope.Mine, TestTimeout.Token));
        Assert.Equal((true, "abcd"), (view.IsUnreadable, view.KeyHint));
        var model = (await program.GetRequiredService<UserModels>().ForAsync(desk.Ann.UserId, TestTimeout.Token)).Resolve("mine/m");
        using (var client = program.GetRequiredService<ChatClientFactory>().Create(model!))
        {
            var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "hi")]));
            Assert.Equal(ProviderException.KeyUnreadable, failure.Code);
        }

        var again = await ErrorOfAsync(() => store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, Draft(key: null), TestTimeout.Token));
        Assert.Equal(("api_key", "connection_key_unreadable"), again);
        view = await store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, Draft(), TestTimeout.Token);
        Assert.False(view.IsUnreadable);
    }

    [Fact]
    public async Task Rotation_OfAKeyFromAVariableWhoseOtherNameIsEmpty_IsNotTheFiles()
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await using var desk = await OpenAsync();
        var configuration = new ConfigurationManager { ["BLAZORCHAT_ENCRYPTION_KEY"] = "", ["ENCRYPTION_KEY"] = key };
        Assert.False(KeyRotation.Begin(configuration, desk.Folder)); // Compose files set what nobody filled in to nothing.
        Assert.False(File.Exists(desk.Folder.NextMasterKeyFile));
        configuration["BLAZORCHAT_ENCRYPTION_KEY_PREVIOUS"] = key;
        Assert.False(MasterKey.Load(configuration, desk.Folder).IsRotating); // The same key twice is no exchange.
    }

    [Fact]
    public async Task Rotation_OfAKeyFromAVariable_LeavesTheFilesAlone()
    {
        await using var desk = await OpenAsync();
        await desk.AddAsync(desk.Ann);
        var file = await File.ReadAllTextAsync(desk.Folder.MasterKeyFile);
        KeyRotation.Begin(new ConfigurationManager(), desk.Folder);
        var (one, two) = (Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        await using (var program = desk.Restart(("ENCRYPTION_KEY", two), ("BLAZORCHAT_ENCRYPTION_KEY_PREVIOUS", one))) await RunStepsAsync(program);

        // Of neither variable: the file's key is the only one that opens it.
        Assert.Equal(file, await File.ReadAllTextAsync(desk.Folder.MasterKeyFile));
        await using var after = desk.Restart();
        Assert.Equal((1, 0), await after.GetRequiredService<KeyRotation>().CountAsync(TestTimeout.Token));
    }

    private static async Task RunStepsAsync(ServiceProvider program)
    {
        foreach (var step in program.GetServices<IStartupStep>()) await step.RunAsync(TestTimeout.Token);
    }
}
