using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorChat.Tests.Administration;

/// <summary>Counts what is read from a database.</summary>
internal sealed class CommandCounter : DbCommandInterceptor
{
    private int _commands;

    public async Task<int> CountAsync(Func<Task> work)
    {
        var before = _commands;
        await work();
        return _commands - before;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _commands);
        return ValueTask.FromResult(result);
    }
}
