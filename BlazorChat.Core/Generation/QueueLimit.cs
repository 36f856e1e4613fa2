using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>Bounds what one user may have running and waiting. What is held waits for its user, not for a turn, and does not count.</summary>
internal sealed class QueueLimit(LiveOptions<GenerationOptions> options)
{
    /// <exception cref="RefusedException">With <see cref="RefusedException.QueueFull"/>.</exception>
    public async Task CheckAsync(AppDbContext context, Caller caller, CancellationToken cancellationToken)
    {
        var open = await (from job in context.Set<GenerationJob>()
                          join message in context.Set<Message>() on job.MessageId equals message.Id
                          where job.OwnerId == caller.UserId && job.Status < MessageStatus.Completed && !message.IsHeld
                          select job.Id).CountAsync(cancellationToken);
        if (open >= options.Current.MaxQueuedPerUser)
        {
            throw new RefusedException(RefusedException.QueueFull, $"{open} of your answers are running or waiting already. Wait until some have ended.");
        }
    }
}
