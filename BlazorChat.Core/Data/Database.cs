using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Data;

/// <summary>
/// The stores' way to the database: one context per operation, a write as one transaction behind the <see cref="WriterGate"/>.
/// Thread-safe.
/// </summary>
internal sealed class Database(IDbContextFactory<AppDbContext> contexts, WriterGate gate)
{
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

    /// <summary>Runs <paramref name="work"/> in one transaction; it is committed when the task has ended well, else nothing of it stays.</summary>
    /// <exception cref="StorageFullException">The disk is full; nothing was written.</exception>
    public async Task<T> WriteAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancellationToken)
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

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<AppDbContext, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(async context => { await work(context); return true; }, cancellationToken);
}
