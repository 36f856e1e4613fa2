using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Models;
using ChatClient = OpenAI.Chat.ChatClient;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>The calls that every kind of provider makes that speaks OpenAI's chat completions. Thread-safe.</summary>
internal sealed class OpenAIWire(IHttpClientFactory http, TimeProvider time, RequestDialect dialect)
{
    /// <summary>The longest answer that is no chat: 16 MiB.</summary>
    private const int MaxBytes = 16 << 20;

    /// <summary>Makes a client for one model of a connection that has an address.</summary>
    public IChatClient CreateClient(ProviderConnection connection, string model)
    {
        var client = new ChatClient(model, Credential(connection), Options(connection));
        return new OpenAIChatClient(connection, model, client, dialect, time);
    }

    /// <summary>Asks for the JSON at a path below the connection's address.</summary>
    /// <param name="connection">A connection that has an address.</param>
    /// <param name="path">The path, without a slash at its beginning.</param>
    /// <param name="read">Makes something of it; null where it is not what it should be.</param>
    /// <param name="what">What it should be, for the failure.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProviderException">It failed, or sent something else.</exception>
    public async Task<T> GetAsync<T>(ProviderConnection connection, string path, Func<JsonElement, T?> read, string what, CancellationToken cancellationToken)
        where T : class
    {
        var errors = new ProviderErrors(connection, null);
        using var response = await OpenAICalls.SendAsync(() => SendAsync(connection, path, cancellationToken), errors, time, cancellationToken);
        var reply = OpenAICalls.Reply(response);
        try
        {
            using var json = JsonDocument.Parse(await new LineReader(response.ContentStream ?? Stream.Null).ReadToEndAsync(MaxBytes, cancellationToken));
            if (json.RootElement.Member("error") is not null) throw errors.FromStream(UpstreamWords.In(json.RootElement), reply);
            return read(json.RootElement) ?? throw errors.NotAnApi(reply, $"it sent no {what}", "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException)
        {
            throw errors.NotAnApi(reply, $"it sent no {what}. Check its address: most end in /v1", "");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.FromTransport(exception);
        }
    }

    private async Task<ClientResult> SendAsync(ProviderConnection connection, string path, CancellationToken cancellationToken)
    {
        var pipeline = new OpenAIModelClient(Credential(connection), Options(connection)).Pipeline;
        using var message = pipeline.CreateMessage();
        message.Request.Method = "GET";
        message.Request.Uri = new Uri($"{connection.BaseUrl!.AbsoluteUri.TrimEnd('/')}/{path}");
        message.Request.Headers.Set("Accept", "application/json");
        message.Apply(OpenAICalls.Options(cancellationToken));
        message.BufferResponse = false;
        await pipeline.SendAsync(message);
        return ClientResult.FromResponse(message.ExtractResponse()!);
    }

    private static ApiKeyCredential Credential(ProviderConnection connection) => new(connection.ApiKey ?? HeaderPolicy.Placeholder);

    /// <summary>No retries, no time limit and no logging in the SDK: each of these is done once, around it.</summary>
    private OpenAIClientOptions Options(ProviderConnection connection)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = connection.BaseUrl,
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = new HttpClientPipelineTransport(http.CreateClient(connection), false, null),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            EnableDistributedTracing = false,
        };
        options.AddPolicy(new HeaderPolicy(connection, dialect.Headers), PipelinePosition.BeforeTransport);
        return options;
    }
}
