using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Generation.Titles;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Generation;

/// <summary>Registers the engine.</summary>
public static class GenerationServiceCollectionExtensions
{
    /// <summary>Adds the send, the queue, the worker, the journal and the feed of one process.</summary>
    public static IServiceCollection AddGeneration(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<GenerationOptions>().Bind(configuration.GetSection(GenerationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LiveOptions<GenerationOptions>>();
        services.AddSingleton<IGenerationQueue, InProcessQueue>();
        services.AddSingleton<LiveMessages>();
        services.AddSingleton<RunningGenerations>();
        services.AddSingleton<GenerationRegistry>();
        services.AddSingleton<IGenerationFeed, GenerationFeed>();
        services.AddSingleton<QueueLimit>();
        services.AddSingleton<SendTransaction>();
        services.AddSingleton<AnswerTransactions>();
        services.AddSingleton(provider => new Conversations(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<AccountAccess>(),
            provider.GetRequiredService<UserModels>(),
            provider.GetRequiredService<SendTransaction>(),
            provider.GetRequiredService<AnswerTransactions>(),
            provider.GetRequiredService<GenerationRegistry>()));
        services.AddSingleton<OpenGenerations>();
        services.AddSingleton<GenerationOwners>();
        services.AddSingleton<ISessionDeletion, StopOnDeletion>();
        services.AddSingleton<IAccountEnding, StopOnEnding>();
        services.AddOptions<TitleOptions>().Bind(configuration.GetSection(TitleOptions.Section));
        services.AddSingleton<TitleStore>();
        services.AddSingleton<TitleWriter>();

        services.AddSingleton<GenerationStore>();
        services.AddSingleton<ModelCaller>();
        services.AddSingleton<GenerationRunner>();
        services.AddSingleton<GenerationExecution>();
        services.AddSingleton<GenerationRecovery>();
        services.AddSingleton(MakeSink);
        services.AddSingleton<IStartupStep, RecoveryStep>();
        services.AddSingleton<JournalWriter>();
        services.AddSingleton(provider => new GenerationHealth(provider.GetRequiredService<JournalWriter>()));
        // The worker stops first: hosted services end in the reverse of this order.
        services.AddHostedService(provider => provider.GetRequiredService<JournalWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<TitleWriter>());
        services.AddHostedService<Housekeeping>();
        services.AddHostedService<RecoverySweep>();
        services.AddHostedService<GenerationWorker>();
        return services;
    }

    private static IJournalSink MakeSink(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<DatabaseSettings>();
        return settings.Kind == DatabaseKind.Sqlite
            ? new SqliteJournalSink(settings.ConnectionString, provider.GetRequiredService<WriterGate>())
            : new PostgresJournalSink(settings.ConnectionString);
    }
}
