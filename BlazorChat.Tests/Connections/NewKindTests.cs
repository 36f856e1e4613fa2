using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Connections;

/// <summary>That a kind is one class and one line: a kind that only this file knows goes the whole way.</summary>
public sealed class NewKindTests
{
    [Fact]
    public async Task Kind_OfOneClassAndOneLine_IsConfiguredStoredListedTestedAndAsked()
    {
        await using var desk = await ConnectionDesk.OpenAsync(DatabaseKind.Sqlite, services => services.AddSingleton<IProviderKind, EchoProvider>(), ("Connections:0:name", "server"), ("Connections:0:provider", "echo"));
        var draft = new ConnectionDraft("mine", "echo") { ApiKey = ConnectionDesk.Key, Defaults = new ModelParameters { Temperature = 0.5f, TopP = 0.9f, SystemPrompt = "Be loud." } };

        var test = await desk.Get<ConnectionTester>().TestAsync(desk.Ann, ConnectionScope.Mine, null, draft, TestTimeout.Token);
        Assert.True(test.IsOk);
        Assert.Equal(["loud"], test.Models);
        await desk.AddAsync(desk.Ann, draft);
        var models = await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token);
        Assert.Equal("echo", models.Resolve("server/loud")?.Connection.Provider);

        using var client = desk.Get<ChatClientFactory>().Create(models.Resolve("mine/loud")!);
        var answer = await client.GetResponseAsync("hello", cancellationToken: TestTimeout.Token);
        Assert.Equal("Be loud. 0.5  HELLO", answer.Text); // top_p is nothing that it knows.
    }

    private sealed class EchoProvider : IProviderKind
    {
        public string Name => "echo";

        public Uri? DefaultBaseUrl { get; } = new("http://echo.test");

        public ParameterNames Parameters => ParameterNames.Temperature;

        public IChatClient CreateClient(ProviderConnection connection, string model) => new Client();

        public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ModelInfo>>([new ModelInfo("loud")]);

        private sealed class Client : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();

            public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await Task.CompletedTask;
                var said = FormattableString.Invariant($"{options?.Instructions} {options?.Temperature} {options?.TopP} {messages.Last().Text.ToUpperInvariant()}");
                yield return new ChatResponseUpdate(ChatRole.Assistant, said) { FinishReason = ChatFinishReason.Stop };
            }

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose()
            {
            }
        }
    }
}
