using System.Text;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using static BlazorChat.Tests.Connections.ConnectionDesk;

namespace BlazorChat.Tests.Connections;

public sealed class ConnectionStoreTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Create_WithAKey_ShowsItsLastFourCharactersAndUsesIt(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var made = await desk.AddAsync(desk.Ann);
        await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token);

        Assert.Equal(("abcd", false), (made.KeyHint, made.IsUnreadable));
        Assert.Equal(made.Id, Assert.Single(await desk.ListAsync(desk.Ann)).Id);
        var used = Assert.Single(desk.Registry.OwnOf(desk.Ann.UserId));
        Assert.Equal((Key, desk.Ann.UserId), (used.ApiKey, used.OwnerId));
        var row = await desk.Database.ReadAsync(context => context.Set<StoredConnection>().SingleAsync(), TestTimeout.Token);
        Assert.Equal(-1, row.Secrets.AsSpan().IndexOf(Encoding.UTF8.GetBytes("canary")));
        Assert.DoesNotContain("canary", System.Text.Json.JsonSerializer.Serialize(made) + made + used, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Change_OfTheServersConnection_IsInTheAuditWithoutItsKey_AndOfOnesOwnIsNot(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.AddAsync(desk.Ann);
        var made = await desk.AddAsync(desk.Admin, Draft("shared", url: "https://llm.example.org/v1/sk-path"), ConnectionScope.Server);
        await desk.Store.SetActiveAsync(desk.Admin, ConnectionScope.Server, made.Id!.Value, false, TestTimeout.Token);
        await desk.Store.UpdateAsync(desk.Admin, ConnectionScope.Server, made.Id.Value, Draft("renamed", "sk-other-1234567890wxyz", "https://other.example.org/v1"), TestTimeout.Token);
        await desk.Store.DeleteAsync(desk.Admin, ConnectionScope.Server, made.Id.Value, TestTimeout.Token);
        await Assert.ThrowsAsync<RefusedException>(() => desk.AddAsync(desk.Ann, scope: ConnectionScope.Server));

        var rows = (await desk.Get<AuditReader>().ReadAsync(AuditFilter.All, null, 50, TestTimeout.Token)).Rows.Reverse().ToList();

        Assert.Equal(
            [
                (AuditActions.ConnectionCreated, "shared", "openai-compatible, https://llm.example.org"),
                (AuditActions.ConnectionChanged, "shared", "switched off"),
                (AuditActions.ConnectionChanged, "renamed", "name: shared → renamed, address: https://llm.example.org → https://other.example.org, switched on, key changed"),
                (AuditActions.ConnectionDeleted, "renamed", "openai-compatible, https://other.example.org"),
            ],
            rows.Select(row => (row.Action, row.SubjectName, row.Details!)));
        Assert.All(rows, row => Assert.Equal(("ADMIN", made.Id), (row.ActorName, row.SubjectId)));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task EverythingOfSomeoneElse_IsAsUnknownAsNothing(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var anns = (await desk.AddAsync(desk.Ann)).Id!.Value;
        var servers = (await desk.AddAsync(desk.Admin, scope: ConnectionScope.Server)).Id!.Value;

        foreach (var (id, scope) in new[] { (anns, ConnectionScope.Mine), (Guid.CreateVersion7(), ConnectionScope.Mine), (servers, ConnectionScope.Mine), (servers, ConnectionScope.Server) })
        {
            Func<Task>[] acts =
            [
                () => desk.Store.UpdateAsync(desk.Bob, scope, id, Draft(), TestTimeout.Token),
                () => desk.Store.SetActiveAsync(desk.Bob, scope, id, false, TestTimeout.Token),
                () => desk.Store.DeleteAsync(desk.Bob, scope, id, TestTimeout.Token),
                () => desk.Get<ConnectionTester>().TestAsync(desk.Bob, scope, id, Draft(key: null), TestTimeout.Token),
            ];
            foreach (var act in acts) Assert.Equal(RefusedException.NotFound, (await Assert.ThrowsAsync<RefusedException>(act)).Code);
        }

        Assert.Empty(await desk.ListAsync(desk.Bob));
        await Assert.ThrowsAsync<RefusedException>(() => desk.ListAsync(desk.Bob, ConnectionScope.Server));
        await Assert.ThrowsAsync<RefusedException>(() => desk.AddAsync(desk.Bob, scope: ConnectionScope.Server));
        Assert.Single(await desk.ListAsync(desk.Ann));
        Assert.Single(await desk.ListAsync(desk.Admin, ConnectionScope.Server));
    }

    [Theory]
    [InlineData("https://llm.example.org/v1", true)]
    [InlineData("https://llm.example.org:443/other", true)]
    [InlineData("https://LLM.example.org/v1/", true)]
    [InlineData("http://llm.example.org/v1", false)]
    [InlineData("https://llm.example.org:8443/v1", false)]
    [InlineData("https://evil.example.org/v1", false)]
    [InlineData("https://llm.example.org.evil.test/v1", false)]
    public async Task Update_OfTheAddress_KeepsTheKeyOnlyAtTheSamePlace(string url, bool keeps)
    {
        await using var desk = await OpenAsync();
        var id = (await desk.AddAsync(desk.Ann)).Id!.Value;

        if (keeps)
        {
            var changed = await desk.Store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, Draft(key: null, url: url), TestTimeout.Token);
            Assert.Equal(("abcd", false), (changed.KeyHint, changed.IsUnreadable));
            Assert.Equal(Key, desk.Registry.OwnOf(desk.Ann.UserId)[0].ApiKey);
            return;
        }

        var error = await ErrorOfAsync(() => desk.Store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, Draft(key: null, url: url), TestTimeout.Token));
        Assert.Equal(("api_key", "connection_key_again"), error);
        error = await ErrorOfAsync(() => desk.Get<ConnectionTester>().TestAsync(desk.Ann, ConnectionScope.Mine, id, Draft(key: null, url: url), TestTimeout.Token));
        Assert.Equal("connection_key_again", error.Code);
        await desk.Store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, Draft(key: "sk-another-key-wxyz", url: url), TestTimeout.Token);
        Assert.Equal("sk-another-key-wxyz", desk.Registry.OwnOf(desk.Ann.UserId)[0].ApiKey);
    }

    [Fact]
    public async Task Update_WithHeaders_KeepsTheirValuesUntilTheAddressChanges()
    {
        await using var desk = await OpenAsync();
        var draft = Draft(key: "") with { Headers = new Dictionary<string, string?> { ["X-Org"] = "canary-header" } };
        var id = (await desk.AddAsync(desk.Ann, draft)).Id!.Value;

        var unchanged = draft with { ApiKey = null, Headers = new Dictionary<string, string?> { ["X-Org"] = null } };
        var view = await desk.Store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, unchanged, TestTimeout.Token);
        Assert.Equal(["X-Org"], view.HeaderNames);
        Assert.Equal("canary-header", desk.Registry.OwnOf(desk.Ann.UserId)[0].Headers["x-org"]);
        Assert.Equal(
            ("headers", "connection_header_again"),
            await ErrorOfAsync(() => desk.Store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, unchanged with { BaseUrl = "https://evil.test/v1" }, TestTimeout.Token)));
    }

    [Fact]
    public async Task Key_InARowWhoseAddressOrOwnerWasChangedByHand_IsUnreadable()
    {
        await using var desk = await OpenAsync();
        await desk.AddAsync(desk.Ann);
        await desk.AddAsync(desk.Bob, Draft("bobs"));
        await desk.Database.WriteAsync(async context =>
        {
            var rows = await context.Set<StoredConnection>().ToListAsync();
            rows.Single(row => row.Name == "mine").BaseUrl = "https://evil.test/v1";
            rows.Single(row => row.Name == "bobs").OwnerId = desk.Ann.UserId;
        }, TestTimeout.Token);

        Assert.All(await desk.ListAsync(desk.Ann), view => Assert.True(view.IsUnreadable));
        await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token);
        await desk.Get<ConnectionSync>().ReloadAsync(desk.Ann.UserId, TestTimeout.Token);
        Assert.All(desk.Registry.OwnOf(desk.Ann.UserId), connection => Assert.True(connection is { IsUnreadable: true, ApiKey: null }));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Name_ThatIsTaken_IsRefusedAlsoAtTheSameMoment(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind, ("Connections:0:name", "Configured"), ("Connections:0:provider", "scripted"));
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await desk.AddAsync(desk.Admin, Draft(i % 2 == 0 ? "Same" : "same"), ConnectionScope.Server);
                return "made";
            }
            catch (RefusedException refused)
            {
                return refused.Errors[0].Code;
            }
        }));

        Assert.Equal(1, tries.Count(result => result == "made"));
        Assert.Equal(7, tries.Count(result => result == "connection_name_taken"));
        Assert.Equal(("name", "connection_name_taken"), await ErrorOfAsync(() => desk.AddAsync(desk.Admin, Draft("CONFIGURED"), ConnectionScope.Server)));
        Assert.Equal(("name", "connection_name_taken"), await ErrorOfAsync(() => desk.AddAsync(desk.Ann, Draft("Offline"))));
        await desk.AddAsync(desk.Ann, Draft("same"));
        await desk.AddAsync(desk.Bob, Draft("Configured"));
    }

    [Fact]
    public async Task Switch_AndRemoval_CountAtOnce()
    {
        await using var desk = await OpenAsync();
        var id = (await desk.AddAsync(desk.Admin, Draft("shared") with { Models = ["m"] }, ConnectionScope.Server)).Id!.Value;
        Assert.NotNull(desk.Registry.Find("shared"));
        await desk.Store.SetActiveAsync(desk.Admin, ConnectionScope.Server, id, false, TestTimeout.Token);
        Assert.Null(desk.Registry.Find("shared"));
        await desk.Store.SetActiveAsync(desk.Admin, ConnectionScope.Server, id, true, TestTimeout.Token);
        Assert.Equal(Key, desk.Registry.Find("shared")?.ApiKey);
        await desk.Store.DeleteAsync(desk.Admin, ConnectionScope.Server, id, TestTimeout.Token);
        Assert.Null(desk.Registry.Find("shared"));
    }

    [Theory]
    [InlineData("", "https://a.test", "k", "name", "connection_name_wrong")]
    [InlineData("a/b", "https://a.test", "k", "name", "connection_name_wrong")]
    [InlineData("a\u202eb", "https://a.test", "k", "name", "connection_name_wrong")]
    [InlineData("a", "", "k", "base_url", "connection_url_missing")]
    [InlineData("a", "ftp://a.test", "k", "base_url", "connection_url_wrong")]
    [InlineData("a", "https://user:pass@a.test", "k", "base_url", "connection_url_wrong")]
    [InlineData("a", "https://a.test/?key=1", "k", "base_url", "connection_url_wrong")]
    [InlineData("a", "localhost:11434", "k", "base_url", "connection_url_wrong")]
    [InlineData("a", "https://a.test", "two words", "api_key", "connection_key_wrong")]
    [InlineData("a", "https://a.test", "ключ", "api_key", "connection_key_wrong")]
    public async Task Create_OfWhatCannotBe_IsRefusedAtItsField(string name, string url, string key, string field, string code)
    {
        await using var desk = await OpenAsync();
        Assert.Equal((field, code), await ErrorOfAsync(() => desk.AddAsync(desk.Ann, Draft(name, key, url))));
        Assert.Empty(await desk.ListAsync(desk.Ann));
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("content-length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Bad Name")]
    [InlineData("X\r\nY")]
    [InlineData("")]
    public async Task Create_WithAHeaderThatIsNotTheirs_IsRefused(string name)
    {
        await using var desk = await OpenAsync();
        var error = await ErrorOfAsync(() => desk.AddAsync(desk.Ann, Draft() with { Headers = new Dictionary<string, string?> { [name] = "v" } }));
        Assert.Equal("headers", error.Field);
    }

    [Fact]
    public async Task Create_BeyondTheLimit_IsRefused()
    {
        await using var desk = await OpenAsync();
        await desk.Database.WriteAsync(context =>
        {
            for (var i = 0; i < 100; i++) context.Add(new StoredConnection { Id = Guid.CreateVersion7(), OwnerId = desk.Ann.UserId, Name = $"c{i}", NormalizedName = $"c{i}", Provider = "openai-compatible" });
            return Task.CompletedTask;
        }, TestTimeout.Token);
        Assert.Equal(RefusedException.ValidationFailed, (await Assert.ThrowsAsync<RefusedException>(() => desk.AddAsync(desk.Ann))).Code);
        await desk.AddAsync(desk.Bob);
    }
}
