using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.Chat.Parts;
using Bunit;

namespace BlazorChat.Tests.Components;

public sealed class MessageItemTests : ComponentTest
{
    private readonly List<MessageCommand> _commands = [];

    [Fact]
    public void MessageItem_OfAUser_ShowsTheTextAsItWasTyped()
    {
        var item = Show(Question("**not bold** <b>nor</b>\n  this"));

        Assert.Equal("**not bold** <b>nor</b>\n  this", item.Find(".bubble").TextContent);
    }

    [Fact]
    public void MessageItem_Completed_ShowsPartsInOrderWithActions()
    {
        var item = Show(Answer(MessageStatus.Completed, new ReasoningPart("Let me see"), new ToolCallPart("1", "look_up", "{}"), new TextPart("Said **so**")));

        Assert.Equal(2, item.FindAll("details").Count);
        Assert.Equal("so", item.Find(".md strong").TextContent);
        Assert.NotEmpty(item.FindAll(".actions button"));
        Assert.Empty(item.FindAll(".outcome"));
        Assert.Equal("gpt-5", item.Find(".who b").TextContent);
    }

    [Fact]
    public void MessageItem_ErrorBeforeMoreText_ShowsOnlyALastOne()
    {
        var error = new ErrorPart("provider_timeout", "Late.", "openai");

        Assert.Empty(Show(Answer(MessageStatus.Completed, new TextPart("One"), error, new TextPart("Two"))).FindAll(".error"));
        Assert.Single(Show(Answer(MessageStatus.Failed, new TextPart("One"), error)).FindAll(".error"));
    }

    [Theory]
    [InlineData(MessageStatus.Interrupted)]
    [InlineData(MessageStatus.Failed)]
    [InlineData(MessageStatus.Stopped)]
    public void MessageItem_EndedEarly_SaysSoAndOffersToGoOn(MessageStatus status)
    {
        var message = Answer(status, new TextPart("Half of"));
        var item = Show(message);

        foreach (var button in item.FindAll(".outcome button")) button.Click();

        Assert.Equal([new(MessageAct.Continue, message), new(MessageAct.Retry, message)], _commands);
    }

    [Fact]
    public void MessageItem_FailedWithNothing_OffersOnlyToTryAgain()
    {
        var item = Show(Answer(MessageStatus.Failed, new ErrorPart("provider_key_rejected", "No.", "openai")));

        Assert.Equal(["Another model", "Try again"], item.FindAll(".outcome button").Select(button => button.TextContent));
        Assert.Empty(item.FindAll("[data-edit]"));
    }

    [Fact]
    public void MessageItem_Deleted_SaysSoAndNothingElse()
    {
        var answer = Show(Answer(MessageStatus.Failed) with { IsDeleted = true, OmittedMessages = 3 });
        Assert.Equal("Message deleted", answer.Find(".deleted").TextContent);
        Assert.Empty(answer.FindAll(".outcome, .line, [role=menuitem]"));
        Assert.Equal(["Try again", "Answer again with another model"], answer.FindAll(".actions button").Select(button => button.GetAttribute("aria-label")));

        var question = Show(Question("gone") with { IsDeleted = true, Parts = [] });
        Assert.Equal("Message deleted", question.Find(".deleted").TextContent);
        Assert.Empty(question.FindAll("button, .bubble"));
    }

    [Fact]
    public void MessageItem_OfALongQuestion_IsFoldedWithAllOfItsText()
    {
        Assert.Empty(Show(Question(new string('x', 1_000))).FindAll(".long, [data-unfold]"));
        foreach (var text in new[] { new string('x', 200_000), string.Join('\n', Enumerable.Range(1, 20)), new string('界', 600) })
        {
            var item = Show(Question(text));
            Assert.Equal("false", item.Find("[data-unfold]").GetAttribute("aria-expanded"));
            Assert.Equal(text, item.Find(".bubble.long").TextContent);
        }
    }

    [Fact]
    public void MessageItem_CutByItsLength_SaysSoAndOffersToContinue()
    {
        var item = Show(Answer(MessageStatus.Completed, new TextPart("And then")) with { FinishReason = "length" });

        Assert.Contains("length limit", item.Find(".outcome").TextContent, StringComparison.Ordinal);
        Assert.Single(item.FindAll(".outcome button"));
    }

    [Fact]
    public void MessageItem_EstimatedTokens_AreMarked()
    {
        var metrics = new MessageMetrics(10, 100, IsEstimated: true, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)) { TokensPerSecond = 50 };
        var item = Show(Answer(MessageStatus.Completed, new TextPart("Yes")) with { Metrics = metrics });

        Assert.Equal("~100 tokens · ~50 tokens/s · first after 1.0 s", item.Find(".facts").TextContent);
    }

    [Fact]
    public void MessageItem_SameMessageAgain_IsNotPaintedAgain()
    {
        var message = Answer(MessageStatus.Completed, new TextPart("Yes"));
        var item = Show(message);

        item.Render(parameters => parameters.Add(shown => shown.Message, message));

        Assert.Equal(1, item.RenderCount);
    }

    [Fact]
    public void ErrorPartView_KnownCode_SaysWhatHappenedToWhatAndWhatToDo()
    {
        var view = Render<ErrorPartView>(parameters => parameters.Add(error => error.Part, new ErrorPart("provider_key_rejected", "x", "openai", "status 401")));

        Assert.Equal("Key rejected by openai. Check it in Settings.", view.Find("p").TextContent);
        Assert.Equal("status 401", view.Find("details code").TextContent);
    }

    [Fact]
    public void ErrorPartView_UnknownCode_ShowsItsOwnSentence()
    {
        var view = Render<ErrorPartView>(parameters => parameters.Add(error => error.Part, new ErrorPart("brand_new", "Something <new> happened.")));

        Assert.Equal("Something <new> happened.", view.Find("p").TextContent);
        Assert.Empty(view.FindAll("details"));
    }

    private IRenderedComponent<MessageItem> Show(MessageView message) => Render<MessageItem>(parameters => parameters
        .Add(item => item.Message, message)
        .Add(item => item.IsLast, true)
        .Add(item => item.Caller, Caller)
        .Add(item => item.Zone, TimeZoneInfo.Utc)
        .Add(item => item.OnCommand, _commands.Add)
        .Add(item => item.OnEnded, _ => { }));
}
