using System.Threading.Channels;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Providers.Offline;
using BlazorChat.Core.Usage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Generation.Titles;

/// <summary>
/// Lets a model write a session's title after its first answer, in the background and one at a time. Nothing depends on it: what is lost at
/// an end of the server, or does not fit into its queue, keeps the beginning of its first message.
/// </summary>
internal sealed partial class TitleWriter(
    ChatClientFactory clients, UserModels models, TitleStore store, IOptions<TitleOptions> options, TimeProvider time, ILogger<TitleWriter> logger) : BackgroundService
{
    private const int MaxWaiting = 200;
    private const int MaxTokens = 1000; // A title has few; a model that thinks first needs room for that.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Channel<TitleJob> _jobs = Channel.CreateBounded<TitleJob>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Puts a session in line, where an answer was its first and is complete.</summary>
    public void Consider(ClaimedGeneration generation, string answeredBy, string answer)
    {
        var isOff = options.Value.Model.Equals(TitleOptions.Off, StringComparison.OrdinalIgnoreCase);
        if (isOff || generation.Branch is not [{ ParentId: null } question] || answer.Length == 0) return;
        _jobs.Writer.TryWrite(new TitleJob(generation.Job.OwnerId, generation.Job.SessionId, answeredBy, ConversationContext.TextOf(question), answer));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var job in _jobs.Reader.ReadAllAsync(stoppingToken)) await TryWriteAsync(job, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogEnded();
        }
    }

    private async Task TryWriteAsync(TitleJob job, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        try
        {
            await WriteAsync(job, either.Token);
        }
        // The title is no reason to disturb anybody.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            var problem = exception.GetType().Name; // A message may hold anything.
            LogFailed(job.SessionId, problem);
        }
    }

    private async Task WriteAsync(TitleJob job, CancellationToken cancellationToken)
    {
        var available = await models.ForAsync(job.OwnerId, cancellationToken);
        var found = string.IsNullOrWhiteSpace(options.Value.Model) ? available.Resolve(job.AnsweredBy) : available.ResolveOfServer(options.Value.Model.Trim());
        if (found is not { } model || model.Connection.Provider == OfflineProvider.ReservedName) return;
        var prompt = TitleText.Ask(job.Question, job.Answer);
        var estimate = TokenEstimate.Of(prompt) + TokenEstimate.Of(TitleText.Instruction);
        if (await store.OpenAsync(job, model, available.InfoOf(model).Price, estimate, cancellationToken) is not { } entryId) return;
        var usage = new TokenUsage(estimate, 0, 0, 0, IsEstimated: true);
        try
        {
            using var client = clients.Create(model, new ModelParameters { MaxTokens = MaxTokens, SystemPrompt = TitleText.Instruction });
            var response = await client.GetResponseAsync(prompt, cancellationToken: cancellationToken);
            usage = UsageOf(response, estimate);
            if (TitleText.Read(response.Text) is { } title) await store.SetAsync(job, title, cancellationToken);
        }
        finally
        {
            // Settled whatever became of the call.
            await store.SettleAsync(entryId, usage, CancellationToken.None);
        }
    }

    private static TokenUsage UsageOf(ChatResponse response, long estimate) => response.Usage is { InputTokenCount: { } prompt, OutputTokenCount: { } completion } told
        ? new TokenUsage(prompt, told.CachedInputTokenCount ?? 0, completion, told.ReasoningTokenCount ?? 0, IsEstimated: false)
        : new TokenUsage(estimate, 0, TokenEstimate.Of(response.Text), 0, IsEstimated: true);

    [LoggerMessage(Level = LogLevel.Information, Message = "No title could be had for session {SessionId} ({Problem})")]
    private partial void LogFailed(Guid sessionId, string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The writing of titles ended")]
    private partial void LogEnded();
}
