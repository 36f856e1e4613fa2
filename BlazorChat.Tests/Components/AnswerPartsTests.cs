using BlazorChat.Core.Generation;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.Chat.Parts;
using Bunit;

namespace BlazorChat.Tests.Components;

public sealed class AnswerPartsTests : ComponentTest
{
    [Fact]
    public void MessageParts_SourcesInARow_AreOneNumberedList()
    {
        var parts = Render<MessageParts>(parameters => parameters.Add(shown => shown.Parts,
        [
            new TextPart("One"), new CitationPart("https://a.example/1", "First"), new CitationPart("https://b.example/2"),
            new TextPart("Two"), new CitationPart("https://c.example/3"),
        ]));

        Assert.Equal([2, 1], parts.FindAll(".list").Select(list => list.ChildElementCount));
        Assert.Equal(["1", "2", "1"], parts.FindAll(".number").Select(number => number.TextContent));
    }

    [Theory]
    [InlineData("https://user@paypal.example/x", "Paypal", "https://paypal.example/x", "paypal.example")]
    [InlineData("https://аpple.example/", "apple.example", "https://xn--pple-43d.example/", "xn--pple-43d.example")]
    [InlineData("http://a.example:8080/b?c#d", null, "http://a.example:8080/b?c#d", "a.example")]
    public void CitationList_OfALink_ShowsWhereItReallyLeads(string url, string? title, string href, string host)
    {
        var list = Show(new CitationPart(url, title, "said \u202Eso"));

        Assert.Equal(href, list.Find("a").GetAttribute("href"));
        Assert.Equal(host, list.Find(".host").TextContent);
        Assert.Equal("noopener noreferrer nofollow", list.Find("a").GetAttribute("rel"));
        Assert.Equal("said so", list.Find("a").GetAttribute("title"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://a b.example/")]
    [InlineData("")]
    public void CitationList_OfWhatIsNoLink_IsText(string url)
    {
        var list = Show(new CitationPart(url, "<b>x</b>\u202E"));

        Assert.Empty(list.FindAll("a"));
        Assert.Equal("<b>x</b>", list.Find(".name").TextContent);
    }

    [Fact]
    public void ImagePartView_ThatFails_LeavesAWord()
    {
        var id = Guid.CreateVersion7();
        var view = Render<ImagePartView>(parameters => parameters.Add(shown => shown.Part, new ImagePart(id, "image/png")));
        Assert.Equal($"app/images/{id}", view.Find("img").GetAttribute("src"));
        Assert.NotEmpty(view.Find("img").GetAttribute("alt")!);

        view.Find("img").TriggerEvent("onerror", new Microsoft.AspNetCore.Components.Web.ErrorEventArgs());

        Assert.Empty(view.FindAll("img"));
        Assert.NotEmpty(view.Find(".gone").TextContent);
    }

    [Theory]
    [InlineData("azure/gpt-5", "openai/gpt-4", "Answered by gpt-5, because gpt-4 failed.")]
    [InlineData("azure/gpt-5", "openai/gpt-5", "Answered by azure/gpt-5, because openai/gpt-5 failed.")]
    public void AnswerOrigin_OfAnotherModel_NamesBoth(string answered, string asked, string expected) =>
        Assert.Equal(expected, Origin(Answer(MessageStatus.Completed) with { ModelId = answered, RequestedModelId = asked }).Find("p").TextContent);

    [Fact]
    public void AnswerOrigin_OfOmittedMessages_CountsThem()
    {
        Assert.Empty(Origin(Answer(MessageStatus.Completed)).FindAll("p"));
        Assert.Contains("the oldest message:", Origin(Answer(MessageStatus.Completed) with { OmittedMessages = 1 }).Markup, StringComparison.Ordinal);
        Assert.Contains("the oldest 1,200 messages:", Origin(Answer(MessageStatus.Completed) with { OmittedMessages = 1200 }).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("provider_unreachable", "host_not_found", "The host of lab was not found.")]
    [InlineData("provider_unreachable", "something_new", "lab cannot be reached.")]
    [InlineData("provider_unreachable", null, "lab cannot be reached.")]
    public void ErrorPartView_WithAReason_SaysWhatIsKnown(string code, string? reason, string begin)
    {
        var view = Render<ErrorPartView>(parameters => parameters.Add(error => error.Part, new ErrorPart(code, "x", "lab") { Reason = reason }));

        Assert.StartsWith(begin, view.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("provider_key_rejected", true)]
    [InlineData("provider_key_unreadable", true)]
    [InlineData("provider_unreachable", true)]
    [InlineData("model_not_found", true)]
    [InlineData("provider_rate_limited", false)]
    public void MessageOutcome_OfAnError_LeadsToTheConnectionsWhereThatHelps(string code, bool leads)
    {
        var outcome = Render<MessageOutcome>(parameters => parameters
            .Add(shown => shown.Message, Answer(MessageStatus.Failed, new ErrorPart(code, "x", "lab")))
            .Add(shown => shown.OnCommand, _ => { }));

        Assert.Equal(leads, outcome.FindAll("a[href='settings/connections']").Count == 1);
    }

    [Theory]
    [InlineData("{\"a\":[1,\"ü\"]}", "{\n  \"a\": [\n    1,\n    \"ü\"\n  ]\n}")]
    [InlineData("{\"a\": un", "{\"a\": un")]
    [InlineData("", "")]
    public void ToolCallPartView_OfArguments_IndentsThemWhereTheyAreJson(string arguments, string expected)
    {
        var view = Render<ToolCallPartView>(parameters => parameters.Add(shown => shown.Part, new ToolCallPart("1", "look_up", arguments)));

        Assert.Equal(expected, view.Find("pre").TextContent.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void StreamingMessage_ImageAndSourcesWhileItRuns_LookAsTheyWillLater()
    {
        CitationPart[] sources = [new("https://a.example/1", "First"), new("https://b.example/2")];
        var image = new ImagePart(Guid.CreateVersion7(), "image/png");
        var live = Render<StreamingMessage>(parameters => parameters.Add(shown => shown.Caller, Caller).Add(shown => shown.MessageId, Guid.CreateVersion7()).Add(shown => shown.OnEnded, _ => { }));
        Feed.Write(new FeedStatus(MessageStatus.Running));
        Feed.Write(new FeedDelta(new StreamPosition(1, 1), 0, image));
        Feed.Write(new FeedDelta(new StreamPosition(1, 2), 1, sources[0]));
        Feed.Write(new FeedDelta(new StreamPosition(1, 3), 2, sources[1]));
        Feed.Write(new FeedEnd(MessageStatus.Completed, "stop"));

        var later = Render<MessageParts>(parameters => parameters.Add(shown => shown.Parts, [image, .. sources]));
        live.WaitForAssertion(() => live.MarkupMatches(later.Markup));
    }

    [Fact]
    public void StreamingMessage_WhileTheProviderIsAskedAgain_NamesItsConnection()
    {
        Feed.Write(new FeedStatus(MessageStatus.Running));
        Feed.Write(new FeedNotice(FeedNotice.Retrying));
        var live = Render<StreamingMessage>(parameters => parameters
            .Add(shown => shown.Caller, Caller).Add(shown => shown.MessageId, Guid.CreateVersion7()).Add(shown => shown.OnEnded, _ => { }).Add(shown => shown.Connection, "lab"));

        live.WaitForAssertion(() => Assert.Equal("lab does not answer; trying again…", live.Find(".notice").TextContent));
    }

    private IRenderedComponent<CitationList> Show(params CitationPart[] parts) => Render<CitationList>(parameters => parameters.Add(list => list.Parts, parts));

    private IRenderedComponent<AnswerOrigin> Origin(MessageView message) => Render<AnswerOrigin>(parameters => parameters.Add(origin => origin.Message, message));
}
