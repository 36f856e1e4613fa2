using BlazorChat.Core.Data;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Access;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Tests.Data;

public sealed class WriteConflictTests
{
    [PostgresFact]
    public async Task Writes_ThatWaitForEachOther_AreBothDone()
    {
        await using var desk = await AccessDesk.OpenAsync(DatabaseKind.Postgres);
        var (one, two) = (await desk.AddAccountAsync(), await desk.AddAccountAsync());
        var (hasOne, hasTwo) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        await Task.WhenAll(WriteAsync(desk, one, two, hasOne, hasTwo, "first"), WriteAsync(desk, two, one, hasTwo, hasOne, "second"));

        var names = await desk.Database.ReadAsync(context => context.Users.OrderBy(user => user.Id).Select(user => user.DisplayName).ToListAsync(), TestTimeout.Token);
        Assert.Equal(2, names.Count);
        Assert.Single(names.Distinct()); // Whichever was last, it is whole.
    }

    /// <summary>Each has one row and wants the other's: the database ends one of them.</summary>
    private static Task WriteAsync(AccessDesk desk, Guid mine, Guid other, TaskCompletionSource hasMine, TaskCompletionSource hasOther, string name) => desk.Database.WriteAsync(
        async context =>
        {
            await NameAsync(context, mine, name);
            hasMine.TrySetResult();
            await hasOther.Task.WaitAsync(TestTimeout.Token);
            await NameAsync(context, other, name);
        },
        TestTimeout.Token);

    private static Task<int> NameAsync(AppDbContext context, Guid userId, string name) =>
        context.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(update => update.SetProperty(user => user.DisplayName, name));
}
