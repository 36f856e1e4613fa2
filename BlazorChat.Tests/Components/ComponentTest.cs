using System.Globalization;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Markdown;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Web.Components.State;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Components;

/// <summary>A page's services, with a clock and a feed that the test moves by hand.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        // The texts are in English, and so are the names of months.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IGenerationFeed>(Feed);
        Services.AddSingleton<MarkdownRenderer>();
        Services.AddSingleton<StreamingLoad>();
    }

    private protected ManualTime Time { get; } = new();

    private protected FakeFeed Feed { get; } = new();

    protected static Caller Caller { get; } = new(Guid.Parse("01900000-0000-7000-8000-000000000001"));

    protected static MessageView Answer(MessageStatus status, params MessagePart[] parts) =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), 2, MessageRole.Assistant, status, parts, ManualTime.Start) { JobId = Guid.CreateVersion7(), ModelId = "openai/gpt-5" };

    protected static MessageView Question(string text) =>
        new(Guid.CreateVersion7(), null, 1, MessageRole.User, MessageStatus.Completed, [new TextPart(text)], ManualTime.Start);
}
