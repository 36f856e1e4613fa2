using System.Collections.Concurrent;
using System.Text.Json;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Lists the models of an Ollama, and keeps what it told of each until that model changes. Thread-safe.</summary>
internal sealed class OllamaModels(IHttpClientFactory http, TimeProvider time)
{
    /// <summary>How long all models together may take to be described; those that are late are listed without, until the next time.</summary>
    public static readonly TimeSpan DescribeLimit = TimeSpan.FromSeconds(8);

    private const int MaxListBytes = 16 << 20;
    private const int MaxDetailsBytes = 16 << 20;
    private const int MaxServers = 256;
    private const int Parallelism = 4;

    // A user's server must not be able to describe the models of another's: whose it is belongs to the key.
    private readonly ConcurrentDictionary<Server, IReadOnlyDictionary<string, Described>> _known = new();

    /// <summary>The models that can be talked to, in the provider's order.</summary>
    /// <exception cref="ProviderException">It did not answer, or not with a list of models.</exception>
    public async Task<IReadOnlyList<ModelInfo>> ListAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        var calls = new OllamaCalls(http, connection, new OllamaErrors(connection, null), time);
        var listed = await ListedAsync(calls, connection, cancellationToken);
        var described = await DescribeAsync(connection, listed, cancellationToken);
        Keep(Server.Of(connection), described);
        return [.. listed.Select(model => Info(connection, model, described)).OfType<ModelInfo>()];
    }

    /// <summary>What is known of a model from the last list; nothing where it was never listed.</summary>
    public OllamaModelDetails Find(ProviderConnection connection, string model)
    {
        if (!_known.TryGetValue(Server.Of(connection), out var models)) return OllamaModelDetails.Unknown;
        // Ollama takes a name without a tag for the latest one.
        return models.TryGetValue(model, out var found) || models.TryGetValue($"{model}:latest", out found) ? found.Details : OllamaModelDetails.Unknown;
    }

    private static async Task<List<Listed>> ListedAsync(OllamaCalls calls, ProviderConnection connection, CancellationToken cancellationToken)
    {
        using var json = await calls.SendForJsonAsync("tags", null, MaxListBytes, cancellationToken);
        try
        {
            if (json.RootElement.Member("models") is { ValueKind: JsonValueKind.Array } models)
                return [.. models.EnumerateArray().Select(Read).OfType<Listed>().DistinctBy(model => model.Name, StringComparer.Ordinal)];
        }
        catch (InvalidOperationException)
        {
            // A member's name with half a surrogate pair.
        }
        throw new OllamaErrors(connection, null).NotOllama(new ProviderReply(200, null), "it sent no list of models", "");
    }

    private static Listed? Read(JsonElement model)
    {
        var name = model.String("model") ?? model.String("name");
        return name is { Length: > 0 and <= 256 } && !name.Any(char.IsControl)
            ? new Listed(LenientJson.WellFormed(name), model.String("digest") ?? "", model.String("remote_host") is not null || model.String("remote_model") is not null)
            : null;
    }

    private async Task<IReadOnlyDictionary<string, Described>> DescribeAsync(ProviderConnection connection, List<Listed> listed, CancellationToken cancellationToken)
    {
        var former = _known.GetValueOrDefault(Server.Of(connection));
        var described = new ConcurrentDictionary<string, Described>(StringComparer.Ordinal);
        List<Listed> missing = [];
        foreach (var model in listed)
        {
            if (model.Digest.Length > 0 && former?.GetValueOrDefault(model.Name) is { } known && known.Digest == model.Digest) described[model.Name] = known;
            else missing.Add(model);
        }
        using var limit = new CancellationTokenSource(DescribeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = either.Token };
        try
        {
            await Parallel.ForEachAsync(missing, parallel, async (model, token) =>
            {
                if (await DetailsAsync(connection, model.Name, token) is { } details) described[model.Name] = new Described(model.Digest, details);
            });
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A server that is slow to describe has a list all the same.
        }
        return described;
    }

    private async Task<OllamaModelDetails?> DetailsAsync(ProviderConnection connection, string model, CancellationToken cancellationToken)
    {
        try
        {
            var calls = new OllamaCalls(http, connection, new OllamaErrors(connection, model), time);
            var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["model"] = model });
            using var json = await calls.SendForJsonAsync("show", body, MaxDetailsBytes, cancellationToken);
            return OllamaModelDetails.Read(json.RootElement);
        }
        catch (Exception exception) when (exception is ProviderException or InvalidOperationException)
        {
            // One model that cannot be described (its file is gone, a name with broken escapes) must not hide the others.
            return null;
        }
    }

    private void Keep(Server server, IReadOnlyDictionary<string, Described> described)
    {
        // Users may try any number of addresses; to ask again is cheap.
        if (_known.Count >= MaxServers && !_known.ContainsKey(server)) _known.Clear();
        _known[server] = described;
    }

    private static ModelInfo? Info(ProviderConnection connection, Listed model, IReadOnlyDictionary<string, Described> described)
    {
        var details = described.GetValueOrDefault(model.Name)?.Details ?? OllamaModelDetails.Unknown;
        if (!details.IsForChat) return null;
        // Without a price of its own it would be charged by a table that knows its name from some cloud. With a key, or passed on to
        // another host, it may well cost something that Ollama does not tell.
        var isOwn = connection.ApiKey is null && !model.IsRemote;
        return details.ToInfo(model.Name) with { Price = isOwn ? new ModelPrice(0, 0) : null };
    }

    private sealed record Listed(string Name, string Digest, bool IsRemote);

    private sealed record Described(string Digest, OllamaModelDetails Details);

    private sealed record Server(Uri Root, Guid? OwnerId)
    {
        public static Server Of(ProviderConnection connection) =>
            new(OllamaAddress.RootOf(connection.BaseUrl ?? OllamaAddress.Usual), connection.OwnerId);
    }
}
