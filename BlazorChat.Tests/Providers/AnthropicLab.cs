using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Providers;

/// <summary>The kind <c>anthropic</c> before a fake upstream.</summary>
internal sealed class AnthropicLab(FakeUpstream upstream) : IAsyncDisposable
{
    public const string OldModel = "claude-sonnet-4-5";
    public const string NewModel = "claude-opus-5-5";

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddEgress().BuildServiceProvider();

    public FakeUpstream Upstream => upstream;

    public AnthropicProvider Provider => new(_services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System);

    public static async Task<AnthropicLab> SseAsync(params string[] data) => new(await FakeUpstream.SseAsync(data));

    public static async Task<AnthropicLab> RawAsync(string body, int status = 200, string contentType = "text/event-stream", params (string Name, string Value)[] headers) =>
        new(await FakeUpstream.RawAsync(body, status, contentType, headers));

    /// <summary>The events of a whole answer with this text.</summary>
    public static string[] Answer(string text = "ok") =>
        [Start(), TextStart(), Text(text), """{"type":"content_block_stop","index":0}""", Stop("end_turn"), """{"type":"message_stop"}"""];

    public static string Start(string usage = """{"input_tokens":5,"output_tokens":1}""") =>
        $$$"""{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m-1","content":[],"stop_reason":null,"usage":{{{usage}}}}}""";

    public static string TextStart(int index = 0) => Block(index, """{"type":"text","text":""}""");

    public static string Text(string text, int index = 0) => Delta(index, $$"""{"type":"text_delta","text":"{{text}}"}""");

    public static string Block(int index, string block) => $$"""{"type":"content_block_start","index":{{index}},"content_block":{{block}}}""";

    public static string Delta(int index, string delta) => $$"""{"type":"content_block_delta","index":{{index}},"delta":{{delta}}}""";

    public static string End(int index) => $$"""{"type":"content_block_stop","index":{{index}}}""";

    public static string Stop(string reason, string usage = """{"output_tokens":7}""") =>
        $$"""{"type":"message_delta","delta":{"stop_reason":"{{reason}}","stop_sequence":null},"usage":{{usage}}}""";

    public ProviderConnection Connection(string? key = FakeUpstream.Canary) => new("lab", "anthropic", upstream.BaseUrl, key, []);

    public IChatClient Client(string model = OldModel, string? key = FakeUpstream.Canary) => Provider.CreateClient(Connection(key), model);

    /// <summary>Asks and gives every update.</summary>
    public async Task<List<ChatResponseUpdate>> AskAsync(string? key = FakeUpstream.Canary)
    {
        using var client = Client(key: key);
        return await client.GetStreamingResponseAsync("hi").ToListAsync();
    }

    /// <summary>Asks and gives the failure.</summary>
    public async Task<ProviderException> FailAsync(string? key = FakeUpstream.Canary) => await Assert.ThrowsAsync<ProviderException>(() => AskAsync(key));

    /// <summary>Asks a model with options and gives the body that was sent.</summary>
    public async Task<string> BodyAsync(string model, ChatOptions? options = null, params ChatMessage[] conversation)
    {
        using var client = Client(model);
        await client.GetResponseAsync(conversation.Length > 0 ? conversation : [new ChatMessage(ChatRole.User, "hi")], options);
        return upstream.LastBody;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await upstream.DisposeAsync();
    }
}
