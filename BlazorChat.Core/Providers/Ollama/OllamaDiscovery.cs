using System.Text.Json;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers.OpenAI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Looks for an Ollama at its usual port: on this host, and, from within a container, on the container's host. Thread-safe.</summary>
/// <param name="http">Gives the client.</param>
/// <param name="time">The clock.</param>
/// <param name="places">Where to look, the best place first; null looks at <see cref="UsualPlaces"/>.</param>
internal sealed class OllamaDiscovery(IHttpClientFactory http, TimeProvider time, IReadOnlyList<Uri>? places = null)
{
    /// <summary>How long each place may take to answer; they are asked at the same time.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    private const int MaxBytes = 64 << 10;

    /// <summary>Where one usually is.</summary>
    public static IReadOnlyList<Uri> UsualPlaces { get; } = [OllamaAddress.Usual, new("http://host.docker.internal:11434")];

    /// <summary>
    /// The base URL of the Ollama that was found, or nothing. Two places that answer may be the same instance by two names, which nothing
    /// tells: only the first in order counts. Never throws; a cancelled search has found nothing.
    /// </summary>
    public async Task<IReadOnlyList<Uri>> FindAsync(CancellationToken cancellationToken)
    {
        var candidates = places ?? UsualPlaces;
        var answers = await Task.WhenAll(candidates.Select(place => IsOllamaAsync(place, cancellationToken)));
        return [.. candidates.Zip(answers).Where(pair => pair.Second).Select(pair => pair.First).Take(1)];
    }

    private async Task<bool> IsOllamaAsync(Uri place, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var client = http.CreateClient(EgressClients.For(EgressTrust.Admin));
            using var response = await client.GetAsync(OllamaAddress.Of(place, "version"), HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode) return false;
            var body = await response.Content.ReadAsStreamAsync(either.Token);
            using var json = JsonDocument.Parse(await new LineReader(body).ReadToEndAsync(MaxBytes, either.Token));
            return json.RootElement.String("version") is not null;
        }
        // Whatever it is, there is none: nobody asked for this search, so nobody is to hear of its failure.
        catch (Exception)
        {
            return false;
        }
    }
}
