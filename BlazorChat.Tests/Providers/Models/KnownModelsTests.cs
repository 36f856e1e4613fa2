using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorChat.Tests.Providers.Models;

/// <summary>The table of models that comes with the program, and the admin's on top of it.</summary>
public sealed class KnownModelsTests
{
    [Theory]
    [InlineData("gpt-4o", 128000)]
    [InlineData("GPT-4o", 128000)]
    [InlineData("openai/gpt-4o", 128000)]
    [InlineData("openrouter/openai/gpt-4o:free", 128000)]
    [InlineData("gpt-4o-2024-11-20", 128000)]
    [InlineData("gpt-4.1-mini-2025-04-14", 1047576)]
    [InlineData("gpt-4-0613", 8192)]
    [InlineData("claude-sonnet-4-20250514", 200000)]
    [InlineData("claude-3-5-haiku-latest", 200000)]
    public void Model_UnderAnyOfItsNames_IsFound(string name, int window)
    {
        using var host = new Host();

        var found = host.Models.Find(name);

        Assert.Equal((name, window), (found?.Name, found?.ContextWindow));
    }

    [Theory]
    [InlineData("gpt-4o-mini-transcribe-x")]
    [InlineData("gpt-5-of-somebody-else")]
    [InlineData("llama3.2")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(":")]
    public void Model_ThatNobodyKnows_IsNotGuessedFromItsBeginning(string name)
    {
        using var host = new Host();

        Assert.Null(host.Models.Find(name));
    }

    [Fact]
    public void Price_InNanoDollars_IsExact()
    {
        using var host = new Host();

        Assert.Equal(new ModelPrice(150_000_000, 600_000_000, 75_000_000), host.Models.Find("gpt-4o-mini")!.Price);
        Assert.Null(host.Models.Find("gpt-4o-mini:free")!.Price);
    }

    [Fact]
    public void OwnRow_ForAKnownModel_WinsAndLeavesTheRest()
    {
        using var host = new Host(("Models:0:match", "gpt-4o*"), ("Models:0:context_window", "1000"), ("Models:0:price:input", "0.1"), ("Models:0:price:output", "0.000000001"));

        var found = host.Models.Find("openai/gpt-4o")!;

        Assert.Equal((1000, 16384, true), (found.ContextWindow, found.MaxOutputTokens, found.HasVision));
        Assert.Equal(new ModelPrice(100_000_000, 1), found.Price);
    }

    [Fact]
    public void OwnRows_ThatFitAll_AreChosenByExactNameAndThenByLength()
    {
        using var host = new Host(
            ("Models:0:match", "lab-*"), ("Models:0:context_window", "1"), ("Models:1:match", "lab-large-*"), ("Models:1:context_window", "2"),
            ("Models:2:match", "lab-large-7"), ("Models:2:context_window", "3"));

        Assert.Equal(1, host.Models.Find("lab-small")?.ContextWindow);
        Assert.Equal(2, host.Models.Find("lab-large-8")?.ContextWindow);
        Assert.Equal(3, host.Models.Find("LAB-large-7")?.ContextWindow);
    }

    [Fact]
    public void OwnRows_Changed_CountAtOnceUnlessTheyAreWrong()
    {
        using var host = new Host(("Models:0:match", "lab"), ("Models:0:context_window", "1"));
        Assert.Equal(1, host.Models.Find("lab")?.ContextWindow);

        host.Change("Models:0:context_window", "2");
        Assert.Equal(2, host.Models.Find("lab")?.ContextWindow);
        host.Change("Models:0:context_window", "many");

        Assert.Equal(2, host.Models.Find("lab")?.ContextWindow);
    }

    [Fact]
    public void WrongRows_AtStart_AreNamedAllAtOnce()
    {
        using var host = new Host(
            ("Models:0:match", "*"), ("Models:1:match", "a*b"), ("Models:2:match", "lab"), ("Models:2:context_window", "0"), ("Models:2:vision", "perhaps"),
            ("Models:2:price:input", "-1"), ("Models:2:price:output", "0.0000000001"), ("Models:3:match", "Lab"), ("Models:3:price:input", "1"));

        var failure = Assert.Throws<OptionsValidationException>(() => host.Models.Find("lab"));

        string[] keys =
        [
            "Models:0:match: \"*\" is no model's name", "Models:1:match", "Models:2:context_window: \"0\" is no number of tokens", "Models:2:vision",
            "Models:2:price:input: \"-1\" is no price", "Models:2:price:output", "\"lab\" is there more than once", "Models:3:price needs both",
        ];
        Assert.All(keys, key => Assert.Contains(key, failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Table_ThatComesWithTheProgram_HasADate() => Assert.True(KnownModels.Dated > new DateOnly(2026, 1, 1));

    private sealed class Host : IDisposable
    {
        private readonly ServiceProvider _services;
        private readonly IConfigurationRoot _configuration;

        public Host(params (string Key, string? Value)[] settings)
        {
            _configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => pair.Value)).Build();
            _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(_configuration).AddKnownModels().BuildServiceProvider();
        }

        public KnownModels Models => _services.GetRequiredService<KnownModels>();

        public void Change(string key, string value)
        {
            _configuration[key] = value;
            _configuration.Reload();
        }

        public void Dispose() => _services.Dispose();
    }
}
