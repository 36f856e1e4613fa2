using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Tests.Providers;
using BlazorChat.Web.Components.Chat;
using Bunit;

namespace BlazorChat.Tests.Components;

/// <summary>An answer that did not come to its end says what to do, the best step first.</summary>
public sealed class NextStepsTests : ComponentTest
{
    [Theory]
    [InlineData("provider_key_rejected", "Connection AnotherModel Retry")]
    [InlineData("provider_key_unreadable", "Connection AnotherModel Retry")]
    [InlineData("provider_address_blocked", "Connection AnotherModel Retry")]
    [InlineData("provider_not_an_api", "Connection AnotherModel Retry")]
    [InlineData("model_not_found", "AnotherModel Retry Connection")]
    [InlineData("provider_unreachable", "Retry AnotherModel Connection")]
    [InlineData("provider_rate_limited", "Retry AnotherModel")]
    [InlineData("provider_timeout", "Retry AnotherModel")]
    [InlineData("provider_paused", "Retry AnotherModel")]
    [InlineData("provider_error", "Retry AnotherModel")]
    [InlineData("internal_error", "Retry")]
    [InlineData("storage_full", "Retry")]
    [InlineData("brand_new", "Retry")]
    public void Steps_OfAnError_FitIt(string code, string expected)
    {
        var error = new ErrorPart(code, "x", "lab");

        Assert.Equal(expected, Steps(Answer(MessageStatus.Failed, error)));
        Assert.Equal("Continue " + expected, Steps(Answer(MessageStatus.Failed, new TextPart("Half"), error)));
        Assert.Equal(expected, Steps(Answer(MessageStatus.Failed, new TextPart("Half"), error), isLast: false)); // It went on after it.
    }

    [Fact]
    public void Steps_OfAConversationThatIsTooLong_AskNoneOfTheSame() => Assert.Equal(
        "AnotherModel NewChat", Steps(Answer(MessageStatus.Failed, new ErrorPart("provider_error", "x", "lab") { Reason = ErrorPart.ConversationTooLong })));

    [Theory]
    [InlineData(MessageStatus.Completed, "stop", "Half", "")]
    [InlineData(MessageStatus.Completed, "length", "Half", "Continue")]
    [InlineData(MessageStatus.Completed, "content_filter", "Half", "AnotherModel")]
    [InlineData(MessageStatus.Completed, "stop", null, "AnotherModel")]
    [InlineData(MessageStatus.Stopped, null, "Half", "Continue Retry")]
    [InlineData(MessageStatus.Stopped, null, null, "Retry")]
    [InlineData(MessageStatus.Interrupted, null, "Half", "Continue Retry")]
    public void Steps_OfAnEnd_FitIt(MessageStatus status, string? reason, string? text, string expected) =>
        Assert.Equal(expected, Steps(Answer(status, text is null ? [] : [new TextPart(text)]) with { FinishReason = reason }));

    [Theory]
    [InlineData("lab", false, null)]
    [InlineData("lab", true, "settings/connections/server")]
    [InlineData("mine", false, "settings/connections")]
    [InlineData("gone", false, "settings/connections")]
    public async Task Outcome_OfAConnection_LeadsToWhereItsReaderCanChangeIt(string connection, bool isAdmin, string? href)
    {
        await using var host = new ProviderHost(ProviderHost.Connection(0, ("name", "lab"), ("provider", "openai-compatible"), ("base_url", "http://lab.test/v1"), ("models", "a")));
        var models = ModelOverview.Of(new(host.Catalog.Server, new HashSet<string>(), new HashSet<string>(), null), host.Catalog);
        models = models with { Groups = [.. models.Groups, new ModelGroup("mine", true, null, [])] };

        var outcome = Render<MessageOutcome>(parameters => parameters
            .Add(shown => shown.Message, Answer(MessageStatus.Failed, new ErrorPart(ProviderException.KeyRejected, "x", connection)))
            .Add(shown => shown.OnCommand, _ => { })
            .AddCascadingValue(new MessageScope(Guid.CreateVersion7(), isAdmin, models)));

        Assert.Equal(href, outcome.FindAll("a").SingleOrDefault()?.GetAttribute("href"));
        Assert.Equal(href is null, outcome.Markup.Contains("Only an admin", StringComparison.Ordinal));
    }

    private static string Steps(MessageView message, bool isLast = true) => string.Join(' ', NextSteps.For(message, isLast));
}
