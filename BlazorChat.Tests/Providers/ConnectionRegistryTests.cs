using BlazorChat.Core.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using static BlazorChat.Tests.Providers.ProviderHost;

namespace BlazorChat.Tests.Providers;

public sealed class ConnectionRegistryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blazorchat-connections-");

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public async Task Registry_WithNothingConfigured_HasTheBuiltInConnection()
    {
        await using var host = new ProviderHost([]);
        host.ValidateAtStart();
        var only = Assert.Single(host.Registry.Connections);
        Assert.Equal(("offline", "offline"), (only.Name, only.Provider));
        Assert.Equal(["offline"], only.Models);
    }

    [Fact]
    public async Task Registry_WithAList_ReadsEverySetting()
    {
        var file = File("key", $" {FakeUpstream.Canary}\n");
        await using var host = new ProviderHost(
        [
            .. Connection(0, ("name", "local"), ("provider", "OpenAI-Compatible"), ("base_url", "http://localhost:11434/v1"), ("models:0", "b"), ("models:1", "a")),
            .. Connection(1, ("name", "cloud"), ("provider", "openai"), ("api_key_file", file), ("models", "x, y"), ("first_token_timeout", "300"), ("idle_timeout", "1.5"), ("total_timeout", "60")),
        ]);
        host.ValidateAtStart();
        var (local, cloud) = (host.Registry.Find("local")!, host.Registry.Find("cloud")!);
        Assert.Equal(("openai-compatible", "http://localhost:11434/v1", null), (local.Provider, local.BaseUrl!.ToString(), local.ApiKey));
        Assert.Equal(["b", "a"], local.Models);
        Assert.Equal(new ProviderTimeouts(), local.Timeouts);
        Assert.Equal((FakeUpstream.Canary, null), (cloud.ApiKey, cloud.BaseUrl));
        Assert.Equal(["x", "y"], cloud.Models);
        Assert.Equal(new ProviderTimeouts { FirstToken = TimeSpan.FromSeconds(300), Idle = TimeSpan.FromSeconds(1.5), Total = TimeSpan.FromSeconds(60) }, cloud.Timeouts);
        Assert.Equal("offline", host.Registry.Connections[^1].Name);
        Assert.DoesNotContain("canary", cloud.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-1234", null, "openai")]
    [InlineData(null, "http://localhost:8080/v1", "openai-compatible")]
    [InlineData("sk-1234", "http://localhost:8080/v1", "openai-compatible")]
    [InlineData("sk-1234", "https://api.openai.com/v1", "openai")]
    [InlineData("", " ", null)]
    public async Task Registry_WithWellKnownVariables_MakesTheConnectionOpenai(string? key, string? baseUrl, string? kind)
    {
        await using var host = new ProviderHost([("OPENAI_API_KEY", key), ("OPENAI_BASE_URL", baseUrl)]);
        host.ValidateAtStart();
        var connection = host.Registry.Find("openai");
        Assert.Equal(kind, connection?.Provider);
        if (kind is not null) Assert.Equal((key, baseUrl), (connection!.ApiKey, connection.BaseUrl?.ToString()));
    }

    [Theory]
    [InlineData("name", "", "Connections:0:name is missing. Example: \"my-server\"")]
    [InlineData("name", "a/b", "Connections:0:name: \"a/b\" holds a slash")]
    [InlineData("name", "Offline", "Connections:0:name: \"Offline\" is the name of the built-in connection")]
    [InlineData("provider", "", "Connections:0:provider is missing. Known are: anthropic, ollama, openai, openai-compatible, openrouter")]
    [InlineData("provider", "opanai", "Connections:0:provider: \"opanai\" is unknown. Known are: anthropic, ollama, openai, openai-compatible, openrouter")]
    [InlineData("base_url", "", "Connections:0:base_url is missing. Example: ")]
    [InlineData("base_url", "localhost:11434/v1", "Connections:0:base_url: \"localhost:11434/v1\" is no absolute http or https address")]
    [InlineData("base_url", "ftp://host/v1", "Connections:0:base_url: \"ftp://host/v1\" is no absolute http or https address")]
    [InlineData("base_url", "http://user:sk-canary1@host/v1", "Connections:0:base_url holds a user name or password")]
    [InlineData("base_url", "user:sk-canary1@host", "Connections:0:base_url: the value is no absolute")]
    [InlineData("base_url", "http://host/v1?key=sk-canary1", "Connections:0:base_url holds a query")]
    [InlineData("api_key", "sk-canary1 two", "Connections:0:api_key holds characters that no key has")]
    [InlineData("api_key", "your-api-key", "Connections:0:api_key is a placeholder")]
    [InlineData("api_key_file", "/no/such/file", "Connections:0:api_key_file: \"/no/such/file\" does not exist")]
    [InlineData("idle_timeout", "soon", "Connections:0:idle_timeout: \"soon\" is no number of seconds above 0")]
    [InlineData("total_timeout", "0", "Connections:0:total_timeout: \"0\" is no number of seconds above 0")]
    public void Validation_OfAWrongSetting_NamesItItsProblemAndAnExample(string setting, string value, string expected)
    {
        var settings = new Dictionary<string, string?> { ["name"] = "lab", ["provider"] = "openai-compatible", ["base_url"] = "http://host/v1" };
        settings[setting] = value;
        var message = Reject([.. Connection(0, [.. settings.Select(pair => (pair.Key, pair.Value))])]);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("Example: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validation_OfSeveralWrongSettings_ReportsThemAllAtOnce()
    {
        var message = Reject(
        [
            .. Connection(0, ("name", "lab"), ("provider", "x"), ("base_url", "y"), ("api_key_file", File("empty", " \n"))),
            .. Connection(1, ("name", "LAB"), ("provider", "openai")),
            ("OPENAI_BASE_URL", "nowhere"),
        ]);
        Assert.Equal(5, message.Split("\n- ").Length - 1);
        Assert.Contains("is empty", message, StringComparison.Ordinal);
        Assert.Contains("\"LAB\" is the name of another connection already", message, StringComparison.Ordinal);
        Assert.Contains("OPENAI_BASE_URL: \"nowhere\"", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appsettings.json", true)]
    [InlineData("secrets.json", false)]
    public async Task Validation_OfAKeyInAFile_RefusesItInSettingsAndTakesItFromSecrets(string name, bool isRefused)
    {
        File(name, $$"""{"Connections":[{"name":"lab","provider":"openai","api_key":"{{FakeUpstream.Canary}}"}],"OPENAI_API_KEY":"{{FakeUpstream.Canary}}"}""");
        void Configure(IConfigurationBuilder builder) => builder.AddConfiguration(new ConfigurationBuilder().Add(new JsonConfigurationSource { Path = name, FileProvider = new PhysicalFileProvider(_folder.FullName) }).Build());
        if (isRefused)
        {
            var message = Reject([], Configure);
            Assert.Contains("Connections:0:api_key stands in appsettings.json", message, StringComparison.Ordinal);
            Assert.Contains("OPENAI_API_KEY stands in appsettings.json", message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
            return;
        }
        await using var host = new ProviderHost([], Configure);
        host.ValidateAtStart();
        Assert.Equal(FakeUpstream.Canary, host.Registry.Find("lab")!.ApiKey);
    }

    [Fact]
    public async Task Reload_ThatIsRight_IsTakenOver()
    {
        await using var host = new ProviderHost([]);
        var changes = 0;
        host.Registry.Changed += () => throw new InvalidOperationException("a handler of others");
        host.Registry.Changed += () => changes++;
        host.Change(Connection(0, ("name", "lab"), ("provider", "openai")));
        Assert.NotNull(host.Registry.Find("lab"));
        Assert.Equal(1, changes);
    }

    [Fact]
    public async Task Reload_ThatIsWrong_KeepsTheLastGoodListAndIsLogged()
    {
        await using var host = new ProviderHost(Connection(0, ("name", "lab"), ("provider", "openai"), ("api_key", FakeUpstream.Canary)));
        Assert.NotNull(host.Registry.Find("lab"));
        host.Change(Connection(0, ("name", "other"), ("provider", "nonsense"), ("api_key", FakeUpstream.Canary)));
        Assert.NotNull(host.Registry.Find("lab"));
        Assert.Contains("\"nonsense\" is unknown", host.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", host.Logs.Text, StringComparison.Ordinal);
    }

    private static string Reject(IEnumerable<(string Key, string? Value)> settings, Action<IConfigurationBuilder>? configure = null) =>
        Assert.Throws<OptionsValidationException>(() => new ProviderHost(settings, configure).ValidateAtStart()).Message;

    private string File(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
