using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Generation;

public sealed class ConversationContextTests
{
    [Theory]
    [InlineData(false)] // It failed.
    [InlineData(true)] // It asked for a tool, and none ran: a call without its result is refused by every provider.
    public async Task Context_AfterAnAnswerThatSaidNothing_HasTheRolesInTurn(bool asksForATool)
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite);
        var first = await engine.AskAsync("first");
        var call = await engine.Model.NextCallAsync();
        if (asksForATool) call.Give(new FunctionCallContent("call_1", "look_up")).Finish("tool_calls");
        else call.Fail(new ProviderException(ProviderException.KeyRejected, "test", "No."));
        await engine.EndOfAsync(first.MessageId);
        var second = await engine.AskAsync("second", first.SessionId);
        call = await engine.Model.NextCallAsync();
        call.Say("yes").Finish();
        await engine.EndOfAsync(second.MessageId);

        // Templates of local models refuse two messages of one role in a row.
        var message = Assert.Single(call.Messages);
        Assert.Equal((ChatRole.User, "first\n\nsecond"), (message.Role, message.Text));
    }
}
