using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Accounts.Administration;

/// <summary>The one way of a change to an account: who may is looked at, it is changed and told in one transaction, then whoever has it open hears of it. Thread-safe.</summary>
internal sealed class AccountChanges(Database database, AuditLog audit, Revocation revocation)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="userId">To whom.</param>
    /// <param name="action">The audit's word.</param>
    /// <param name="change">Changes the row, or refuses by an exception. It returns whether there was something to do: else nothing is told of it.</param>
    /// <param name="endsAll">Whether sign-ins, pages and running answers end.</param>
    /// <param name="cancellationToken">Cancels it before the commit.</param>
    public async Task RunAsync(
        Actor actor, Guid userId, string action, Func<AppDbContext, ApplicationUser, Task<bool>> change, bool endsAll, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var isDone = await database.WriteAsync(
            async context =>
            {
                await AdminRights.LockAsync(context, cancellationToken);
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                var user = await SubjectRow.TakeAsync(context, userId, cancellationToken);
                if (user.State == AccountState.Deleting) throw new RefusedException(RefusedException.InvalidState, $"{user.UserName} is being deleted.");
                if (!await change(context, user)) return false;
                SubjectRow.Stamp(user);
                if (endsAll) await Revocation.EndAsync(context, userId, kept: null, cancellationToken);
                await audit.AppendAsync(context, actor, action, new AuditSubject(userId, user.UserName ?? ""), null, cancellationToken);
                return true;
            },
            cancellationToken);
        if (isDone) await revocation.TellAsync(userId, endsAnswers: endsAll);
    }
}
