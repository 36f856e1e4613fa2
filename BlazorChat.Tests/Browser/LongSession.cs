using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Browser;

/// <summary>Makes a session longer than anybody could by hand.</summary>
internal static class LongSession
{
    /// <summary>Adds questions and answers in turn behind the last message, straight into the database.</summary>
    public static Task LengthenAsync(IServiceProvider services, string path, int messages) => services.GetRequiredService<Database>().WriteAsync(
        async context =>
        {
            var id = Guid.Parse(path[^36..]);
            var session = await context.Set<Session>().SingleAsync(session => session.Id == id, TestTimeout.Token);
            for (var i = 0; i < messages; i++)
            {
                var isAnswer = i % 2 == 1;
                var text = isAnswer ? string.Join("\n\n", Enumerable.Repeat($"Answer {i}, a paragraph of it that is long enough for two lines in a column of this width, more or less.", 1 + (i % 7))) : $"Question {i}";
                var message = new Message
                {
                    Id = Guid.CreateVersion7(), SessionId = id, ParentId = session.ActiveLeafId, Sequence = ++session.LastSequence,
                    Role = isAnswer ? MessageRole.Assistant : MessageRole.User, Status = MessageStatus.Completed, Parts = [new TextPart(text)],
                    ModelId = isAnswer ? "lab/m-1" : null, FinishReason = isAnswer ? "stop" : null, CreatedAt = session.CreatedAt,
                };
                context.Add(message);
                session.ActiveLeafId = message.Id;
            }
        },
        TestTimeout.Token);

    /// <summary>A session of so many messages, open at its end.</summary>
    public static async Task<ChatPage> OpenAsync(Visit visit, BrowserRun run, Upstream.ChatUpstream upstream, string question, int messages)
    {
        upstream.Answer(question, "Begun.");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync(question);
        await chat.LastAnswer.EndsAsync();
        await LengthenAsync((await run.ServerAsync()).App.Services, chat.Path, messages);
        return await chat.ReloadAsync();
    }
}
