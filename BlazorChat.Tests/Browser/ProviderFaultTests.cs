using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using BlazorChat.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Every way in which a provider fails: its sentence stands where the answer would, what came is kept, and once it is well again it answers.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ProviderFaultTests(BrowserRun run) : BrowserTest(run)
{
    private const string Half = "Half an answer";

    private static readonly Dictionary<string, Func<UpstreamCall, Task>> Faults = new(StringComparer.Ordinal)
    {
        ["silence"] = _ => Task.CompletedTask,
        ["cut"] = Ends(call => call.Cut()),
        ["no finish"] = Ends(call => call.EndEarly()),
        ["401"] = call => call.RefuseAsync(401, """{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}"""),
        ["404"] = call => call.RefuseAsync(404, """{"error":{"message":"The model m-1 does not exist","code":"model_not_found"}}"""),
        ["429"] = call => call.RefuseAsync(429, """{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}"""),
        ["500"] = call => call.RefuseAsync(500, """{"error":{"message":"The server had an error"}}"""),
        ["html"] = call => call.RefuseAsync(200, "<!doctype html><title>Sign in</title><h1>Sign in to the proxy</h1>", "text/html"),
    };

    [Theory]
    [InlineData("silence", "hasty", "hasty was given up: it fell silent for 1 s in the middle of its answer.")]
    [InlineData("cut", "lab", "lab broke off in the middle of this answer. What had come is kept.")]
    [InlineData("no finish", "lab", "lab broke off in the middle of this answer. What had come is kept.")]
    public Task Answer_BrokenOffInTheMiddle_SaysWhyAndIsThereOnRetry(string fault, string connection, string sentence) => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call) = await HalfAsync(visit, upstream, $"broken off: {fault}", connection);

        await Faults[fault](call);

        await IsExplainedAsync(chat, sentence, hasHalf: true);
        await chat.ReloadAsync();
        await IsExplainedAsync(chat, sentence, hasHalf: true);
        await IsAnsweredOnRetryAsync(chat, upstream, $"broken off: {fault}");
    });

    [Theory]
    [InlineData("no finish", "lab did not answer like an API: its answer was empty.")]
    [InlineData("cut", "closed the connection before it answered.")]
    [InlineData("401", "lab wants a key, and its connection has none.")]
    [InlineData("404", "lab does not know the model m-1.")]
    [InlineData("429", "lab takes no more requests for the moment.")]
    [InlineData("500", "lab has a fault of its own (status 500).")]
    [InlineData("html", "lab did not answer like an API: it sent a web page.")]
    public Task Answer_RefusedByTheProvider_SaysWhyAndIsThereOnRetry(string fault, string sentence) => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer($"refused: {fault}", Faults[fault]);

        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync($"refused: {fault}");

        await IsExplainedAsync(chat, sentence, hasHalf: false);
        await IsAnsweredOnRetryAsync(chat, upstream, $"refused: {fault}");
    });

    [Fact]
    public Task Answer_CutInTheMiddle_GoesOnWithContinue() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call) = await HalfAsync(visit, upstream, "cut and continued", "lab");
        call.Cut();

        upstream.Answer("cut and continued", " and the other half.");
        await chat.LastAnswer.ContinueButton.ClickAsync();

        await IsWellAsync(chat, "cut and continued", $"{Half} and the other half.");
    });

    [Fact]
    public Task Answer_OfAModelThatDiesInTheMiddle_IsKeptAndGoesOnWithItsFallback() => VisitAsync(async (visit, upstream) =>
    {
        const string Question = "dies in the middle, and has a fallback";
        var chat = await (await ChatPage.OpenAsync(visit, $"/?model={ChatServer.BackedModel}")).AskAsync(Question);
        var call = await upstream.CallAsync(Question);
        await call.SayAsync(Half);
        await chat.LastAnswer.ShowsAsync(Half);
        call.Cut();

        // What was said is said: nobody else is asked to say it again.
        await IsExplainedAsync(chat, "backed broke off in the middle of this answer. What had come is kept.", hasHalf: true);
        Assert.Equal(1, upstream.Count(Question));

        upstream.Answer(Question, next => next.Model == "m-0" ? Faults["401"](next) : next.FinishWithAsync(" and the other half."));
        await chat.LastAnswer.ContinueButton.ClickAsync();
        await IsWellAsync(chat, Question, $"{Half} and the other half.");
        Assert.Equal(3, upstream.Count(Question));
        await chat.LastAnswer.SaysAsync("AnsweredInstead", "m-1", "m-0");
        await chat.ReloadAsync();
        await chat.LastAnswer.SaysAsync("AnsweredInstead", "m-1", "m-0");
    });

    [Fact]
    public Task Answer_CutByItsLength_SaysSoAndGoesOn() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call) = await HalfAsync(visit, upstream, "cut by length", "lab");
        await call.FinishAsync("length");
        await chat.LastAnswer.SaysAsync("OutcomeLength");

        upstream.Answer("cut by length", " and the other half.");
        await chat.LastAnswer.ContinueButton.ClickAsync();

        await IsWellAsync(chat, "cut by length", $"{Half} and the other half.");
    });

    [Fact]
    public async Task Answer_ConnectionRefused_SaysWhyAndIsThereOnRetry()
    {
        var deadPort = (await Run.ServerAsync()).DeadPort;
        await VisitAsync(async (visit, _) =>
        {
            var chat = await (await ChatPage.OpenAsync(visit, $"/?model={ChatServer.DeadModel}")).AskAsync("connection refused");
            await IsExplainedAsync(chat, "dead cannot be reached: nothing accepts connections at ", hasHalf: false);

            deadPort.Dispose();
            await using var revived = await ChatUpstream.StartAsync(deadPort.Number);
            await IsAnsweredOnRetryAsync(chat, revived, "connection refused");
        });
    }

    private static Func<UpstreamCall, Task> Ends(Action<UpstreamCall> how) => call =>
    {
        how(call);
        return Task.CompletedTask;
    };

    private static async Task<(ChatPage Chat, UpstreamCall Call)> HalfAsync(Visit visit, ChatUpstream upstream, string question, string connection)
    {
        var chat = await (await ChatPage.OpenAsync(visit, $"/?model={connection}/m-1")).AskAsync(question);
        var call = await upstream.CallAsync(question);
        await call.SayAsync(Half);
        await chat.LastAnswer.ShowsAsync(Half);
        return (chat, call);
    }

    private static async Task IsExplainedAsync(ChatPage chat, string sentence, bool hasHalf)
    {
        await chat.LastAnswer.EndsAsync();
        await chat.LastAnswer.ShowsAsync(sentence);
        if (hasHalf) await chat.LastAnswer.ShowsAsync(Half);
        await Expect(chat.LastAnswer.ContinueButton).ToHaveCountAsync(hasHalf ? 1 : 0);
        await Expect(chat.LastAnswer.RetryButton).ToBeVisibleAsync();
        await Expect(chat.StopButton).ToBeHiddenAsync();
        await Expect(chat.Questions).ToHaveCountAsync(1);
    }

    private static async Task IsAnsweredOnRetryAsync(ChatPage chat, ChatUpstream upstream, string question)
    {
        upstream.Answer(question, "A whole answer.");
        await chat.LastAnswer.RetryButton.ClickAsync();
        await IsWellAsync(chat, question, "A whole answer.");
    }

    private static async Task IsWellAsync(ChatPage chat, string question, string answer)
    {
        await chat.LastAnswer.ShowsAsync(answer);
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        await Expect(chat.Questions).ToHaveCountAsync(1);
        await Expect(chat.Question(question)).ToBeVisibleAsync();
        Assert.Equal(answer, await chat.LastAnswer.CopyAsync());
    }
}
