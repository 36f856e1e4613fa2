using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Generation.Titles;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Models;
using BlazorChat.Core.Providers.Offline;
using BlazorChat.Core.Providers.Ollama;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Architecture;
using BlazorChat.Web.Components.Circuits;
using BlazorChat.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Tests.Hosting;

/// <summary>The <c>appsettings.json</c> at the top, the page that explains it, and the code say the same.</summary>
public sealed partial class ShippedSettingsTests
{
    private static readonly string SettingsPath = Path.Combine(SourceTree.Root, "appsettings.json");

    /// <summary>Every option of ours: its section and its class.</summary>
    private static readonly (string Section, Type Options)[] Sections =
    [
        (BlazorChatOptions.Section, typeof(BlazorChatOptions)),
        (DatabaseOptions.Section, typeof(DatabaseOptions)),
        (ProxyOptions.Section, typeof(ProxyOptions)),
        (OfflineOptions.Section, typeof(OfflineOptions)),
        (GenerationOptions.Section, typeof(GenerationOptions)),
        (EgressOptions.Section, typeof(EgressOptions)),
        (OllamaOptions.Section, typeof(OllamaOptions)),
        (TitleOptions.Section, typeof(TitleOptions)),
        (CircuitsOptions.Section, typeof(CircuitsOptions)),
        (RegistrationOptions.Section, typeof(RegistrationOptions)),
    ];

    private static IEnumerable<string> Options => Sections.SelectMany(section => section.Options.GetProperties()
        .Where(property => property.CanWrite || property.Name == nameof(ProxyOptions.Known)).Select(property => $"{section.Section}:{property.Name}"));

    [Fact]
    public void File_AsShipped_ChangesNoDefault()
    {
        var file = Read();

        foreach (var (section, type) in Sections)
        {
            var options = Activator.CreateInstance(type)!;
            file.GetSection(section).Bind(options);
            Assert.Equal(JsonSerializer.Serialize(Activator.CreateInstance(type), type), JsonSerializer.Serialize(options, type));
        }

        var connections = new ConnectionsOptions();
        connections.Read(file);
        Assert.Empty(connections.Connections);
        Assert.Null(connections.DefaultModel);
        Assert.Equal("*", file["AllowedHosts"]);
        Assert.Equal(
            LoggingSetup.Defaults.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            file.GetSection("Logging").AsEnumerable().Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void File_AsShipped_HasEverySettingAndNoOther()
    {
        string[] others = [ConnectionsOptions.Section, ModelsOptions.Section, "DefaultModel", "AllowedHosts", .. LoggingSetup.Defaults.Keys];

        var keys = Read().AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key);

        Assert.Equal(Options.Concat(others).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void File_ExampleOfConnections_IsTakenWhenItIsNoComment()
    {
        var example = string.Join('\n', Example().Matches(File.ReadAllText(SettingsPath)).Select(match => match.Groups[1].Value));
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{ "Connections": [ {{example}} ] }"""));
        var connections = new ConnectionsOptions();

        connections.Read(new ConfigurationBuilder().AddJsonStream(json).Build());

        Assert.Equal(["ollama", "openai"], connections.Connections.Select(connection => connection.Name));
        var known = connections.Connections[1];
        Assert.Equal(("120", "60", "1800"), (known.FirstTokenTimeout, known.IdleTimeout, known.TotalTimeout));
        Assert.Equal(["gpt-5", "gpt-5-mini"], known.Models);
    }

    [Fact]
    public void Page_Settings_AreThoseOfTheCode()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "configuration.md"));
        var documented = FirstCells().Matches(page).SelectMany(row => Code().Matches(row.Groups[1].Value)).Select(code => code.Groups[1].Value).ToList();

        Assert.Equal(Options.Order(StringComparer.Ordinal), documented.Where(name => name.Contains(':', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            typeof(ConnectionSettings).GetProperties().Select(property => property.GetCustomAttributes(typeof(ConfigurationKeyNameAttribute), false).Cast<ConfigurationKeyNameAttribute>().SingleOrDefault()?.Name)
                .OfType<string>().Order(StringComparer.Ordinal),
            documented.Where(name => name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')).Order(StringComparer.Ordinal));
    }

    /// <summary>Whatever else it names in capitals is read somewhere, so that it promises nothing.</summary>
    [Fact]
    public void Page_Variables_AreReadByTheCode()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "configuration.md"));
        var code = string.Concat(SourceTree.Written().Where(file => !file.IsUnder("BlazorChat.Tests")).Select(file => file.Text));

        var variables = Code().Matches(page).Select(match => match.Groups[1].Value).Where(name => Variable().IsMatch(name)).Except(["ASPNETCORE_URLS"]).ToList();

        Assert.NotEmpty(variables);
        Assert.All(variables, name => Assert.Contains($"\"{name}\"", code, StringComparison.Ordinal));
    }

    private static IConfigurationRoot Read() => new ConfigurationBuilder().AddJsonFile(SettingsPath).Build();

    [GeneratedRegex(@"^  //   (.*)$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\| (`[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex FirstCells();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Z]+(_[A-Z]+)+$")]
    private static partial Regex Variable();
}
