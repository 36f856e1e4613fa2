using System.Text.Json;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace BlazorChat.Tests.Browser.Upstream;

/// <summary>One request for an answer, which the test answers by hand and at its own pace. Used by one at a time.</summary>
internal sealed class UpstreamCall
{
    private readonly HttpContext _context;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UpstreamCall(HttpContext context, string model, IReadOnlyList<string> messages)
    {
        (_context, Model, Messages) = (context, model, messages);
        context.RequestAborted.Register(() => _left.TrySetResult());
    }

    /// <summary>The model that was asked.</summary>
    public string Model { get; }

    /// <summary>The conversation that was sent, oldest first.</summary>
    public IReadOnlyList<string> Messages { get; }

    /// <summary>Completes when the call is over.</summary>
    public Task Done => Task.WhenAny(_done.Task, _left.Task);

    /// <summary>Completes when whoever asked has gone before the end.</summary>
    public Task LeftAsync() => _left.Task.WaitAsync(TestTimeout.Default);

    /// <summary>Sends one piece of the answer.</summary>
    public Task SayAsync(string text) => SendAsync(new { choices = new[] { new { index = 0, delta = new { content = text } } } });

    /// <summary>Says that the answer is over, and why.</summary>
    public async Task FinishAsync(string reason = "stop")
    {
        await SendAsync(new { choices = new[] { new { index = 0, delta = new { }, finish_reason = reason } } });
        await WriteAsync("data: [DONE]\n\n");
        _done.TrySetResult();
    }

    /// <summary>The rest of the answer, and its end.</summary>
    public async Task FinishWithAsync(string text)
    {
        await SayAsync(text);
        await FinishAsync();
    }

    /// <summary>Ends the response properly, and without a word about the answer's end.</summary>
    public void EndEarly() => _done.TrySetResult();

    /// <summary>Cuts the connection.</summary>
    public void Cut()
    {
        _context.Abort();
        _done.TrySetResult();
    }

    /// <summary>Answers with something else than a stream.</summary>
    public async Task RefuseAsync(int status, string body, string contentType = "application/json")
    {
        _context.Response.StatusCode = status;
        _context.Response.ContentType = contentType;
        await _context.Response.WriteAsync(body);
        _done.TrySetResult();
    }

    private Task SendAsync(object chunk) => WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n");

    private async Task WriteAsync(string text)
    {
        if (!_context.Response.HasStarted) _context.Response.ContentType = "text/event-stream";
        await _context.Response.WriteAsync(text);
        await _context.Response.Body.FlushAsync();
    }
}
