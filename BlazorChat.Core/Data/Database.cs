using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Data;

/// <summary>
/// The stores' way to the database: one context per operation, a write as one transaction behind the <see cref="WriterGate"/>.
/// Thread-safe.
/// </summary>
internal sealed class Database(IDbContextFactory<AppDbContext> contexts, WriterGate gate)
{
    /// <summary>How often a write is tried that others were preferred to.</summary>
    private const int MaxTries = 5;

    /// <summary>Reads with a context of its own that tracks nothing.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the server has ended.</exception>
    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> query, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return await query(context);
        }
        catch (ObjectDisposedException exception)
        {
            // A page that still reads while the server has taken itself apart: nobody waits for the answer.
            throw new OperationCanceledException("The server ends.", exception, cancellationToken);
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction; it is committed when the task has ended well, else nothing of it stays. PostgreSQL ends one of
    /// two that wait for each other: the work is then run again, with another context. So it changes nothing but what it reads in its context, or sets
    /// all of that anew.
    /// </summary>
    /// <exception cref="StorageFullException">The disk is full; nothing was written.</exception>
    public async Task<T> WriteAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryWriteAsync(work, cancellationToken);
            }
            catch (Exception exception) when (tries < MaxTries && DatabaseErrors.IsConflict(exception))
            {
                // Nothing of it stayed, and the one that it waited for goes on.
            }
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<AppDbContext, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(async context => { await work(context); return true; }, cancellationToken);

    private async Task<T> TryWriteAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        using var lease = await gate.EnterAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.HoldsWriterGate = true;
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var result = await work(context);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (Exception exception) when (DatabaseErrors.IsFull(exception))
        {
            throw new StorageFullException(exception);
        }
        finally
        {
            context.HoldsWriterGate = false; // Pooled contexts come back.
        }
    }
}
