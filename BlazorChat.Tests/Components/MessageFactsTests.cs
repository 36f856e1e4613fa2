using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Web.Components.Chat;
using Bunit;

namespace BlazorChat.Tests.Components;

public sealed class MessageFactsTests : ComponentTest
{
    [Theory]
    [InlineData(0, "$0")]
    [InlineData(1, "<$0.0001")]
    [InlineData(99_999, "<$0.0001")]
    [InlineData(100_000, "$0.0001")]
    [InlineData(4_100_000, "$0.0041")]
    [InlineData(41_000_000, "$0.041")]
    [InlineData(410_000_000, "$0.41")]
    [InlineData(415_600_000, "$0.416")]
    [InlineData(1_234_560_000_000, "$1,234.56")]
    public void Cost_OfAnyAmount_IsAsExactAsItSaysSomething(long nanoDollars, string expected) => Assert.Equal(expected, MessageFacts.Cost(nanoDollars));

    [Fact]
    public void Details_OfAnAnswer_SayAllThatIsKnown()
    {
        var metrics = new MessageMetrics(1_840, 312, IsEstimated: false, TimeSpan.FromSeconds(0.62), TimeSpan.FromSeconds(64.2))
        {
            CachedTokens = 1_024, ReasoningTokens = 96, CostNanoDollars = 4_100_000, TokensPerSecond = 87.16,
        };
        var details = Facts(Answer(MessageStatus.Completed, new TextPart("Yes")) with
        {
            Metrics = metrics, ModelId = "azure/gpt-5", RequestedModelId = "openai/gpt-4", FinishReason = "stop", OmittedMessages = 14, Siblings = new(2, 3, null, null),
        });

        Assert.Equal(
            ["gpt-5", "gpt-4", "azure", "1,840", "1,024", "312", "96", "0.6 s", "87.2", "1 min 4 s", "$0.0041", "stop", "14", "2 of 3"], details.Skip(1));
    }

    [Fact]
    public void Details_OfWhatIsNotKnown_AreLeftOut()
    {
        Assert.Equal(3, Facts(Answer(MessageStatus.Completed, new TextPart("Yes"))).Count); // Time, model and connection.
        Assert.Single(Facts(Question("x")));
    }

    [Fact]
    public void Details_OfEstimates_MarkEachOfThem()
    {
        var metrics = new MessageMetrics(10, 100, IsEstimated: true, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)) { TokensPerSecond = 50, CostNanoDollars = 4_100_000 };
        var view = Show(Answer(MessageStatus.Completed, new TextPart("Yes")) with { Metrics = metrics });

        Assert.Equal(["~10", "~100", "~50", "~$0.0041"], Values(view).Where(value => value.StartsWith('~')));
        Assert.Contains("estimate", view.Find(".note").TextContent, StringComparison.Ordinal);
    }

    private List<string> Facts(MessageView message) => Values(Show(message));

    private static List<string> Values(IRenderedComponent<MessageDetails> view) => [.. view.FindAll("dd").Select(value => value.TextContent)];

    private IRenderedComponent<MessageDetails> Show(MessageView message) => Render<MessageDetails>(parameters => parameters
        .Add(details => details.Message, message).Add(details => details.Zone, TimeZoneInfo.Utc).Add(details => details.NameOf, ModelWords.NameOf).Add(details => details.OnClosed, () => { }));
}
