using BlazorChat.Tests.Architecture;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace BlazorChat.Tests.Hosting;

/// <summary>Run from source, the file that is edited is the one that counts.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Source_OfABuild_IsTheFolderOfTheSolution()
    {
        var program = Directory.CreateDirectory(_temp["source/Web/bin/Release"]).FullName;
        Assert.Null(HostFolder.SourceAbove(program));

        File.WriteAllText(_temp["source/BlazorChat.sln"], "");

        Assert.Equal(_temp["source"], HostFolder.SourceAbove(program));
    }

    [Fact]
    public void Settings_OfABuild_AreReadAtTheTop()
    {
        var builder = WebApplication.CreateBuilder(HostFolder.Options([]));
        builder.AddSettings();

        var sources = ((IConfigurationBuilder)builder.Configuration).Sources.OfType<JsonConfigurationSource>();

        var file = Assert.IsType<SettingsFile>(sources.First(source => source.Path == "appsettings.json"));
        Assert.Equal(SourceTree.Root, file.Folder);
    }

    [Fact]
    public async Task Settings_FileIsChangedOrReplaced_AreReadAgain()
    {
        await File.WriteAllTextAsync(_temp["appsettings.json"], """{ "DefaultModel": "first" }""");
        using var configuration = new ConfigurationManager();
        configuration.AddJsonFile("appsettings.json", optional: true, reloadOnChange: true);
        ConfigurationSetup.ReadFrom(_temp.Path, ((IConfigurationBuilder)configuration).Sources);
        Assert.Equal("first", configuration["DefaultModel"]);

        await ChangeAsync(configuration, () => File.WriteAllText(_temp["appsettings.json"], """{ "DefaultModel": "second" }"""), "second");

        // Most editors write beside it and rename.
        File.WriteAllText(_temp["new"], """{ "DefaultModel": "third" }""");
        await ChangeAsync(configuration, () => File.Move(_temp["new"], _temp["appsettings.json"], overwrite: true), "third");
    }

    [Fact]
    public void Settings_NoFileThere_AreEmpty()
    {
        using var configuration = new ConfigurationManager();
        ((IConfigurationBuilder)configuration).Sources.Add(new SettingsFile(_temp.Path, "appsettings.json"));

        Assert.Null(configuration["DefaultModel"]);
    }

    private static async Task ChangeAsync(ConfigurationManager configuration, Action change, string expected)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Microsoft.Extensions.Primitives.ChangeToken.OnChange(((IConfiguration)configuration).GetReloadToken, () =>
        {
            if (configuration["DefaultModel"] == expected) changed.TrySetResult();
        });
        change();
        await changed.Task.WaitAsync(TestTimeout.Default);
    }
}
