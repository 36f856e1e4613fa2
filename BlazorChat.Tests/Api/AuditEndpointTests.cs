using System.Net;
using System.Text;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Api;

/// <summary>Who gets the audit as a file, and the pages beside it, over HTTP.</summary>
public sealed class AuditEndpointTests : IAsyncLifetime
{
    private readonly SignedInApp _signedIn = new();

    public Task InitializeAsync() => _signedIn.InitializeAsync();

    public Task DisposeAsync() => _signedIn.DisposeAsync();

    [Fact]
    public async Task Export_ForAnAdmin_IsAFileOfWhatTheFiltersShow()
    {
        var log = _signedIn.App.Services.GetRequiredService<AuditLog>();
        await log.AppendAsync(Actor.Stranger("192.0.2.1"), AuditActions.SignInLocked, new AuditSubject(null, "=cmd|' /C calc'!A0"), "line\r\nbreak, \"quoted\"", TestTimeout.Token);
        await log.AppendAsync(Actor.CommandLine, AuditActions.AccountCreated, new AuditSubject(null, "other"), null, TestTimeout.Token);

        using var answer = await _signedIn.Page.Http.GetAsync("/app/admin/audit.csv?action=sign_in_locked&q=calc&from=2020-01-01&to=nonsense", TestTimeout.Token);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestTimeout.Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Matches(@"^audit-\d{4}-\d\d-\d\d\.csv$", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal((AuditCsv.Header.TrimEnd(), "", 3), (lines[0], lines[^1], lines.Length));
        Assert.EndsWith(",stranger,,,sign_in_locked,'=cmd|' /C calc'!A0,,192.0.2.1,\"line␍␊break, \"\"quoted\"\"\"", lines[1], StringComparison.Ordinal);
        var export = await _signedIn.App.Services.GetRequiredService<AuditReader>().ReadAsync(new AuditFilter { Action = AuditActions.AuditExported }, null, 10, TestTimeout.Token);
        var row = Assert.Single(export.Rows);
        Assert.Equal("mika", row.ActorName);
        Assert.StartsWith("words: calc, action: sign_in_locked, from 2020-01-01", row.Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app/admin/audit.csv")]
    [InlineData("/admin/audit")]
    [InlineData("/admin/settings")]
    [InlineData("/admin/health")]
    public async Task Page_ForWhoIsNoAdmin_IsRefused(string path)
    {
        var isFile = path.StartsWith("/app", StringComparison.Ordinal);
        using (var answer = await _signedIn.Page.Http.GetAsync(path, TestTimeout.Token)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        using var stranger = await _signedIn.App.CreatePlainClient().GetAsync(path, TestTimeout.Token);
        Assert.Equal(isFile ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect, stranger.StatusCode);

        // The cookie still says that its owner is an admin, and the account does not.
        var database = _signedIn.App.Services.GetRequiredService<Database>();
        await database.WriteAsync(context => context.Users.ExecuteUpdateAsync(update => update.SetProperty(user => user.IsAdmin, false)), TestTimeout.Token);
        var users = await database.ReadAsync(context => context.Users.Select(user => user.Id).ToListAsync(), TestTimeout.Token);
        foreach (var id in users) await _signedIn.App.Services.GetRequiredService<Core.Accounts.Access.Revocation>().TellAsync(id, endsAnswers: false);
        using var former = await _signedIn.Page.Http.GetAsync(path, TestTimeout.Token);
        Assert.Equal(HttpStatusCode.Forbidden, former.StatusCode);
        var exports = await _signedIn.App.Services.GetRequiredService<AuditReader>().ReadAsync(new AuditFilter { Action = AuditActions.AuditExported }, null, 10, TestTimeout.Token);
        Assert.Equal(isFile ? 1 : 0, exports.Rows.Count);
    }
}
