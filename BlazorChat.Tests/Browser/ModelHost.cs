using BlazorChat.Core.Data;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser;

/// <summary>A server with hundreds of models of three connections, one of them the account's own and one that is down. Every answer is in the test's hand.</summary>
internal sealed class ModelHost : IAsyncDisposable
{
    private readonly KestrelApp _app = new();

    private ModelHost()
    {
    }

    public ModelShelf Shelf { get; } = new();

    public string Url => _app.Url;

    /// <summary>Those of its account.</summary>
    public IReadOnlyList<Cookie> Cookies { get; private set; } = [];

    public Caller Caller { get; private set; } = default!;

    public IServiceProvider Services => _app.Services;

    private Database Database => Services.GetRequiredService<Database>();

    public static async Task<ModelHost> StartAsync(BrowserRun run)
    {
        var host = new ModelHost();
        string[] names = [ModelShelf.Market, ModelShelf.Down];
        for (var i = 0; i < names.Length; i++)
        {
            host._app.Settings[$"Connections:{i}:name"] = names[i];
            host._app.Settings[$"Connections:{i}:provider"] = host.Shelf.Name;
        }

        host._app.Change = services => services.AddSingleton<IProviderKind>(host.Shelf);
        await host._app.InitializeAsync();
        await using var visit = await Visit.BeginAsync(run, host.Url);
        await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
        host.Cookies = [.. (await visit.Context.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = host.Url, HttpOnly = cookie.HttpOnly })];
        host.Caller = new Caller(await host.Database.ReadAsync(context => context.Users.Select(user => user.Id).SingleAsync(), TestTimeout.Token));
        await host.Services.GetRequiredService<ConnectionStore>().CreateAsync(
            host.Caller, ConnectionScope.Mine, new ConnectionDraft(ModelShelf.Home, host.Shelf.Name), TestTimeout.Token);
        await host.WhenListedAsync();
        return host;
    }

    /// <summary>Puts an exchange into the database and gives its session's path.</summary>
    public async Task<string> SeedAsync(string question, Action<Message> answer)
    {
        var sessions = Services.GetRequiredService<SessionStore>();
        var now = TimeProvider.System.GetUtcNow();
        var session = new Session { Id = Guid.CreateVersion7(now), OwnerId = Caller.UserId, Title = question, LastSequence = 2, CreatedAt = now, UpdatedAt = now };
        var asked = new Message { Id = Guid.CreateVersion7(now), SessionId = session.Id, Sequence = 1, Role = MessageRole.User, Status = MessageStatus.Completed, Parts = [new TextPart(question)], CreatedAt = now };
        var answered = new Message
        {
            Id = Guid.CreateVersion7(now), SessionId = session.Id, ParentId = asked.Id, Sequence = 2, Role = MessageRole.Assistant, Status = MessageStatus.Completed,
            ModelId = ModelShelf.FirstId, FinishReason = "stop", CreatedAt = now,
        };
        answer(answered);
        session.ActiveLeafId = answered.Id;
        await Database.WriteAsync(
            context =>
            {
                context.AddRange(session, asked, answered);
                return Task.CompletedTask;
            },
            TestTimeout.Token);
        Assert.NotNull(await sessions.FindAsync(Caller, session.Id, TestTimeout.Token));
        return $"/s/{session.Id}";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Until every connection has been asked.</summary>
    private async Task WhenListedAsync()
    {
        var catalog = Services.GetRequiredService<ModelCatalog>();
        var models = await Services.GetRequiredService<UserModels>().ForAsync(Caller.UserId, TestTimeout.Token);
        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (models.Connections.All(connection => catalog.StateOf(connection).CheckedAt is not null)) listed.TrySetResult();
        }

        catalog.Changed += Look;
        Look();
        await listed.Task.WaitAsync(TestTimeout.Default);
        catalog.Changed -= Look;
    }
}
