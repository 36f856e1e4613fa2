using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Models;
using BlazorChat.Core.Providers.OpenAI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Reads the list of models, page by page (https://platform.claude.com/docs/en/api/models/list).</summary>
internal sealed class ModelPages(AnthropicClient client, ProviderErrors errors)
{
    private const int MaxBytes = 16 << 20;
    private const int MaxPages = 20;
    private const int PageSize = 1000;
    private const string NoList = "it sent no list of models. Check its address, for example https://api.anthropic.com";

    private readonly Dictionary<string, ModelInfo> _models = new(StringComparer.Ordinal);
    private readonly List<ModelInfo> _inOrder = [];

    /// <summary>The models in the provider's order, each once.</summary>
    /// <exception cref="ProviderException">It is no list of models.</exception>
    public async Task<IReadOnlyList<ModelInfo>> ReadAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var next = await ReadPageAsync(after, cancellationToken);
            if (next is null || next == after) break;
            after = next;
        }
        return _inOrder;
    }

    /// <summary>Reads one page and gives the id after which the next begins; null after the last.</summary>
    private async Task<string?> ReadPageAsync(string? after, CancellationToken cancellationToken)
    {
        using var response = await AnthropicCalls.SendAsync(() => client.WithRawResponse.Execute(Request(after), cancellationToken), errors, cancellationToken);
        await using var body = await AnthropicCalls.BodyAsync(response, errors, cancellationToken);
        var reply = AnthropicHandler.Reply(response.RawMessage);
        try
        {
            using var json = JsonDocument.Parse(await new LineReader(body).ReadToEndAsync(MaxBytes, cancellationToken));
            var root = json.RootElement;
            if (root.String("type") == "error" || root.Member("error") is not null) throw errors.FromStream(root, reply);
            if (root.Member("data") is not { ValueKind: JsonValueKind.Array } list) throw errors.NotAnApi(reply, NoList, "");
            foreach (var model in list.EnumerateArray()) Add(model);
            return root.Member("has_more") is { ValueKind: JsonValueKind.True } ? root.String("last_id") : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException)
        {
            throw errors.NotAnApi(reply, NoList, "");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.FromTransport(exception);
        }
    }

    private static HttpRequest<ModelListParams> Request(string? after)
    {
        var query = new Dictionary<string, JsonElement> { ["limit"] = JsonSerializer.SerializeToElement(PageSize) };
        if (after is not null) query["after_id"] = JsonSerializer.SerializeToElement(after);
        // The older version, because servers like Anthropic's know it too, and the answers are alike.
        return new HttpRequest<ModelListParams> { Method = HttpMethod.Get, Params = ModelListParams.FromRawUnchecked(AnthropicCalls.Headers(ClaudeModel.OldApi), query) };
    }

    private void Add(JsonElement model)
    {
        if (model.String("id") is not { Length: <= 256 } name || name.Any(char.IsControl)) return;
        var abilities = model.Member("capabilities");
        var info = new ModelInfo(LenientJson.WellFormed(name))
        {
            DisplayName = model.String("display_name") is { } display ? SafeText.Cut(SafeText.OneLine(display), 100) : null,
            ContextWindow = Tokens(model, "max_input_tokens"),
            MaxOutputTokens = Tokens(model, "max_tokens"),
            HasVision = Has(abilities, "image_input"),
            HasReasoning = Has(abilities, "thinking"),
        };
        if (_models.TryAdd(info.Name, info)) _inOrder.Add(info);
    }

    private static int? Tokens(JsonElement model, string name) => model.Count(name) is > 0 and <= int.MaxValue and var count ? (int)count : null;

    private static bool? Has(JsonElement? abilities, string name) => abilities?.Member(name)?.Member("supported")?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
