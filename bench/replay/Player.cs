using System.Collections.Concurrent;
using BlazorChat.Core.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Bench.Replay;

/// <summary>Asks for recordings as the program asks its providers: through the registered kinds and all that is around them.</summary>
internal sealed class Player : IDisposable
{
    private const int AtOnce = 12;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["openai"] = "openai",
        ["deepseek"] = "openai-compatible",
        ["ollama"] = "openai-compatible",
        ["openrouter"] = "openrouter",
        ["anthropic"] = "anthropic",
        ["ollama-native"] = "ollama",
    };

    // A machine that is busy must not look like a silent provider; a silent one is not waited for longer than it takes to tell.
    private static readonly ProviderTimeouts Patient = new() { FirstToken = TimeSpan.FromMinutes(2), Idle = TimeSpan.FromMinutes(2) };
    private static readonly ProviderTimeouts Short = new() { FirstToken = TimeSpan.FromSeconds(3), Idle = TimeSpan.FromSeconds(3), Total = TimeSpan.FromSeconds(20) };

    private readonly ServiceProvider _services;
    private readonly string _url;

    public Player(string url)
    {
        _url = url;
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddProviders().BuildServiceProvider();
    }

    /// <summary>The kind that speaks with the recorded provider; null where it is not registered.</summary>
    public string? KindOf(string provider) =>
        Kinds.GetValueOrDefault(provider) is { } name && _services.GetServices<IProviderKind>().Any(kind => kind.Name == name) ? name : null;

    /// <summary>Plays all in one mode and gives what is wrong, by recording.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PlayAsync(string mode, IReadOnlyList<Recording> recordings)
    {
        var failures = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(recordings, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (recording, cancellationToken) =>
        {
            if (await PlayAsync(mode, recording, cancellationToken) is { } failure) failures[recording.Id] = failure;
        });
        return failures;
    }

    public void Dispose() => _services.Dispose();

    private async Task<string?> PlayAsync(string mode, Recording recording, CancellationToken cancellationToken)
    {
        // These two are given their address without the version.
        var path = recording.Provider is "anthropic" or "ollama-native" ? "" : "/v1";
        var connection = new ProviderConnection("bench", KindOf(recording.Provider)!, new Uri($"{_url}/{mode}/{recording.Provider}{path}"), "key", [])
        {
            Timeouts = mode == "hang" ? Short : Patient,
        };
        using var client = _services.GetRequiredService<ChatClientFactory>().Create(new ResolvedModel(connection, recording.Id));
        var answer = await Answer.ReadAsync(client, cancellationToken);
        return mode is "cut" or "hang" ? Comparison.Broken(recording, answer) : Comparison.Whole(recording, answer);
    }
}
