using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorChat.Tests.Generation;

/// <summary>The engine on a database of its own, with a model in the test's hand and two users. Its worker runs until it is stopped or dropped.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Engine(TestDatabase database, ScriptedProvider model) => (_database, Model) = (database, model);

    public ScriptedProvider Model { get; }

    public Caller Ann { get; } = new(Guid.CreateVersion7());

    public Caller Bob { get; } = new(Guid.CreateVersion7());

    public IServiceProvider Services => _database.Services;

    public Conversations Conversations => Services.GetRequiredService<Conversations>();

    public SessionStore Sessions => Services.GetRequiredService<SessionStore>();

    public IGenerationFeed Feed => Services.GetRequiredService<IGenerationFeed>();

    public Database Database => _database.Database;

    public static async Task<Engine> StartAsync(
        DatabaseKind kind, Action<IServiceCollection>? change = null, bool run = true, string? fallback = null, (string Input, string Cached, string Output)? price = null)
    {
        var model = new ScriptedProvider();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Connections:0:name"] = "test",
            ["Connections:0:provider"] = "scripted",
            ["Connections:0:models:0"] = "parrot",
            ["Connections:0:fallbacks"] = fallback,
            ["Connections:1:name"] = "second",
            ["Connections:1:provider"] = "scripted",
            ["Connections:1:models:0"] = "parrot",
        }.Concat(PriceOf(price))).Build();
        var database = await TestDatabase.CreateAsync(kind, services =>
        {
            services.AddSingleton<IConfiguration>(configuration).AddProviders().AddStoredConnections().AddSessions().AddGeneration(configuration);
            services.AddSingleton(provider => MasterKey.Load(configuration, provider.GetRequiredService<DataFolder>()));
            services.AddSingleton<IProviderKind>(model);
            change?.Invoke(services);
        });
        var engine = new Engine(database, model);
        await engine.AddUsersAsync();
        if (run) await engine.RunAsync();
        return engine;
    }

    /// <summary>What a start of the server does: recovery, then the journal and the worker.</summary>
    public async Task RunAsync()
    {
        await Services.GetRequiredService<GenerationRecovery>().RecoverAllAsync(TestTimeout.Token);
        await Services.GetRequiredService<JournalWriter>().StartAsync(TestTimeout.Token);
        await Worker.StartAsync(TestTimeout.Token);
    }

    /// <summary>What the server's orderly end does.</summary>
    public async Task StopAsync()
    {
        await Worker.StopAsync(TestTimeout.Token);
        await Services.GetRequiredService<JournalWriter>().StopAsync(TestTimeout.Token);
    }

    public Task<SendResult> AskAsync(string text, Guid? session = null, Guid? parent = null, string? key = null) => Conversations.SendAsync(
        Ann, new SendRequest(text, key ?? Guid.CreateVersion7().ToString()) { SessionId = session, ParentId = parent }, TestTimeout.Token);

    /// <summary>Sends another version of a question.</summary>
    public Task<SendResult> EditAsync(Guid messageId, string text, Guid session, string? key = null) => Conversations.SendAsync(
        Ann, new SendRequest(text, key ?? Guid.CreateVersion7().ToString()) { SessionId = session, EditedId = messageId }, TestTimeout.Token);

    public Task<SendResult> RegenerateAsync(SendResult sent) => Conversations.RegenerateAsync(Ann, sent.MessageId, null, TestTimeout.Token);

    /// <summary>Asks, and answers at once.</summary>
    public async Task<SendResult> ExchangeAsync(string text, string answer, Guid? session = null)
    {
        var sent = await AskAsync(text, session);
        (await Model.NextCallAsync()).Say(answer).Finish();
        await EndOfAsync(sent.MessageId);
        return sent;
    }

    public async Task<List<FeedEvent>> ReadToEndAsync(Guid messageId, StreamPosition? after = null)
    {
        var events = new List<FeedEvent>();
        await foreach (var item in Feed.ReadAsync(Ann, messageId, after, TestTimeout.Token)) events.Add(item);
        return events;
    }

    public async Task<FeedEnd> EndOfAsync(Guid messageId) => Assert.IsType<FeedEnd>((await ReadToEndAsync(messageId))[^1]);

    /// <summary>Ends what waits for a worker that does not run, and says nothing.</summary>
    public Task EndAllAsync() => Database.WriteAsync(
        async context =>
        {
            await context.Set<GenerationJob>().ExecuteUpdateAsync(update => update.SetProperty(job => job.Status, MessageStatus.Completed));
            await context.Set<Message>().ExecuteUpdateAsync(update => update.SetProperty(message => message.Status, MessageStatus.Completed));
        },
        TestTimeout.Token);

    /// <summary>Adds empty messages to the active branch, whatever runs in it.</summary>
    public Task LengthenAsync(Guid sessionId, int messages) => Database.WriteAsync(
        async context =>
        {
            var session = await context.Set<Session>().SingleAsync(session => session.Id == sessionId);
            for (var i = 0; i < messages; i++)
            {
                var message = new Message
                {
                    Id = Guid.CreateVersion7(), SessionId = sessionId, ParentId = session.ActiveLeafId, Sequence = ++session.LastSequence,
                    Role = i % 2 == 0 ? MessageRole.User : MessageRole.Assistant, Status = MessageStatus.Completed, CreatedAt = session.CreatedAt,
                };
                context.Add(message);
                session.ActiveLeafId = message.Id;
            }
        },
        TestTimeout.Token);

    public Task<BranchPage> BranchAsync(Guid sessionId) => Sessions.ReadBranchAsync(Ann, sessionId, BranchStretch.Newest, 200, TestTimeout.Token);

    public Task<BranchPage> ThroughAsync(Guid sessionId, Guid messageId) =>
        Sessions.ReadBranchAsync(Ann, sessionId, new BranchStretch { Through = messageId }, 200, TestTimeout.Token);

    public async Task<MessageView> MessageAsync(SendResult sent) => (await BranchAsync(sent.SessionId)).Messages.Single(message => message.Id == sent.MessageId);

    /// <summary>Hears what changes in Ann's sessions.</summary>
    public IDisposable Subscribe(Action<SessionChanged> handler) => Services.GetRequiredService<ISessionEvents>().Subscribe(Ann.UserId, handler);

    public Task<List<T>> RowsAsync<T>()
        where T : class => Database.ReadAsync(context => context.Set<T>().ToListAsync(TestTimeout.Token), TestTimeout.Token);

    /// <summary>I3, I8 and the ledger: what must hold whenever nothing runs.</summary>
    public async Task AssertInOrderAsync()
    {
        var messages = (await RowsAsync<Message>()).ToDictionary(message => message.Id);
        foreach (var job in await RowsAsync<GenerationJob>()) Assert.Equal(messages[job.MessageId].Status, job.Status);
        foreach (var message in messages.Values.Where(message => message.ParentId is not null && !message.IsPending))
        {
            Assert.True(messages[message.ParentId!.Value].Sequence < message.Sequence);
        }

        Assert.DoesNotContain(await RowsAsync<UsageEntry>(), entry => entry.SettledAt is null);
        Assert.Empty(await RowsAsync<JournalEntry>());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
    }

    private static Dictionary<string, string?> PriceOf((string Input, string Cached, string Output)? price) => price is not { } known ? [] : new()
    {
        ["Connections:0:prices:0:model"] = "parrot",
        ["Connections:0:prices:0:input"] = known.Input,
        ["Connections:0:prices:0:cached"] = known.Cached,
        ["Connections:0:prices:0:output"] = known.Output,
    };

    private GenerationWorker Worker => Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<GenerationWorker>().Single();

    private Task AddUsersAsync() => Database.WriteAsync(
        context =>
        {
            foreach (var (caller, name) in new[] { (Ann, "ANN"), (Bob, "BOB") })
            {
                context.Add(new ApplicationUser { Id = caller.UserId, UserName = name, NormalizedUserName = name, Email = name, NormalizedEmail = name });
            }

            return Task.CompletedTask;
        },
        TestTimeout.Token);
}
