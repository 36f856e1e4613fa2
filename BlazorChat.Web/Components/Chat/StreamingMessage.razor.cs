using BlazorChat.Core.Generation;
using BlazorChat.Core.Markdown;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Chat;

/// <summary>
/// An answer that is being written, and stays on the page when it has ended: the only component that paints while tokens arrive. It paints
/// at the pace of <see cref="StreamingLoad"/>; while it waits for its turn it takes nothing from the feed, which puts together what comes.
/// </summary>
public sealed partial class StreamingMessage : IAsyncDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Task _reading = Task.CompletedTask;
    private PaintPace? _pace;
    private MessageView? _finished;
    private bool _lost;
    private bool _told;
    private StreamingContent _content = default!;

    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>The assistant's message.</summary>
    [Parameter, EditorRequired]
    public Guid MessageId { get; set; }

    /// <summary>What was kept of it, where it has ended and that is known; null while it runs.</summary>
    [Parameter]
    public MessageView? Ended { get; set; }

    /// <summary>The connection that is asked now; null where it is not known.</summary>
    [Parameter]
    public string? Connection { get; set; }

    /// <summary>Raised once, when the generation has ended.</summary>
    [Parameter, EditorRequired]
    public EventCallback<MessageStatus> OnEnded { get; set; }

    [Inject]
    private IGenerationFeed Feed { get; set; } = default!;

    [Inject]
    private MarkdownRenderer Markdown { get; set; } = default!;

    [Inject]
    private StreamingLoad Load { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private ILogger<StreamingMessage> Logger { get; set; } = default!;

    /// <summary>It is painted when it says so itself, whatever its parent does; the end is what it is told, too.</summary>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        if (_pace is null) return base.SetParametersAsync(parameters);
        parameters.SetParameterProperties(this);
        return Ended is { } ended && !ReferenceEquals(_finished, ended) ? FinishAsync(ended) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _content = new StreamingContent(Markdown);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _pace = new PaintPace(Load, Time);
        if (Ended is { } ended) await FinishAsync(ended);
        else _reading = ReadAsync();
    }

    /// <summary>Shows what was kept, and reads no further: a reader may be behind, and the feed does not have everything.</summary>
    private Task FinishAsync(MessageView ended)
    {
        _finished = ended;
        _content.Finish(ended.Status, ended.Parts);
        _pace?.Dispose();
        _left.Cancel();
        StateHasChanged();
        return TellAsync(ended.Status);
    }

    /// <summary>Once, whichever knows it first: the feed, or the page that reads the session again.</summary>
    private async Task TellAsync(MessageStatus status)
    {
        if (_told) return;
        _told = true;
        await OnEnded.InvokeAsync(status);
    }

    private void ReadAgain()
    {
        if (!_reading.IsCompleted) return;
        _lost = false;
        _reading = ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            _content.Apply(new FeedReset(default));
            await ReadToEndAsync();
            if (!_content.Status.IsEnd()) return;
            _pace?.Dispose();
            await TellAsync(_content.Status);
        }
        catch (OperationCanceledException)
        {
            // The page went on, or the server ends; the generation does not care.
        }
        catch (Exception exception)
        {
            _lost = true;
            FeedLost(Logger, exception, MessageId);
            StateHasChanged();
        }
    }

    private async Task ReadToEndAsync()
    {
        await using var events = Feed.ReadAsync(Caller, MessageId, null, _left.Token).GetAsyncEnumerator(_left.Token);
        var next = events.MoveNextAsync().AsTask();
        while (await next)
        {
            _content.Apply(events.Current);
            if (!_content.Status.IsEnd()) await _pace!.TakeTurnAsync(_left.Token);
            // Now, and not before its turn, all that has come meanwhile: what is painted is never older than the paint.
            next = events.MoveNextAsync().AsTask();
            while (next.IsCompleted && !_pace!.IsDue)
            {
                if (!await next)
                {
                    StateHasChanged();
                    return;
                }

                _content.Apply(events.Current);
                next = events.MoveNextAsync().AsTask();
            }

            // A circuit whose browser does not keep up renders nothing until that has caught up, and then once.
            StateHasChanged();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        _pace?.Dispose();
        await _reading;
        _left.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed of message {MessageId} broke off for a reader")]
    private static partial void FeedLost(ILogger logger, Exception exception, Guid messageId);
}
