using System.Text.Json;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using static BlazorChat.Tests.Connections.ConnectionDesk;

namespace BlazorChat.Tests.Connections;

/// <summary>What somebody tries who means no good, or does two things at once.</summary>
public sealed class HostileConnectionTests
{
    private static readonly (string, string?)[] Configured = [("Connections:0:name", "Configured"), ("Connections:0:provider", "scripted")];

    [Theory]
    [InlineData("https://a.test/\0v1")]
    [InlineData("https://a.test/\nv1")]
    [InlineData("https://a\u202etset.test/v1")]
    [InlineData("https://a\u200b.test/v1")]
    public async Task Address_WithWhatCannotBeStoredOrSeen_IsRefused(string url)
    {
        await using var desk = await OpenAsync();
        Assert.Equal(("base_url", "connection_url_wrong"), await ErrorOfAsync(() => desk.AddAsync(desk.Ann, Draft(url: url))));
    }

    [Fact]
    public async Task Draft_WithHoles_IsRefusedAtItsField()
    {
        await using var desk = await OpenAsync();
        Assert.Equal("provider", (await ErrorOfAsync(() => desk.AddAsync(desk.Ann, Draft() with { Provider = null! }))).Field);
        Assert.Equal("models", (await ErrorOfAsync(() => desk.AddAsync(desk.Ann, Draft() with { Models = [null!] }))).Field);
        Assert.Equal("connect_timeout", (await ErrorOfAsync(() => desk.AddAsync(desk.Ann, Draft() with { ConnectSeconds = 1e-9 }))).Field);
        var huge = JsonSerializer.SerializeToElement(new { text = new string('x', 200_000) });
        Assert.Equal("extra_body", (await ErrorOfAsync(() => desk.AddAsync(desk.Ann, Draft() with { Defaults = new ModelParameters { ExtraBody = huge } }))).Field);
    }

    [Fact]
    public async Task NameOfTheConfiguration_AskedForByNoAdmin_IsNotTold()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, Configured);
        foreach (var name in new[] { "Configured", "nothing" })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.AddAsync(desk.Bob, Draft(name), ConnectionScope.Server));
            Assert.Equal(RefusedException.NotFound, refused.Code);
        }
    }

    [Fact]
    public async Task Provider_ChangedWithoutAnAddress_WantsTheKeyAgain()
    {
        await using var desk = await OpenAsync();
        var id = (await desk.AddAsync(desk.Ann, Draft(url: null) with { Provider = "openai" })).Id!.Value;
        foreach (var provider in new[] { "anthropic", "openrouter" })
        {
            var draft = Draft(key: null, url: null) with { Provider = provider };
            Assert.Equal(("api_key", "connection_key_again"), await ErrorOfAsync(() => desk.Store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, draft, TestTimeout.Token)));
            Assert.Equal(("api_key", "connection_key_again"), await ErrorOfAsync(() => desk.Get<ConnectionTester>().TestAsync(desk.Ann, ConnectionScope.Mine, id, draft, TestTimeout.Token)));
        }
    }

    [Fact]
    public async Task Secrets_OfAConnection_AreInNoPrintAndNoJson()
    {
        await using var desk = await OpenAsync();
        await desk.AddAsync(desk.Ann, Draft() with { Headers = new Dictionary<string, string?> { ["Authorization"] = "Bearer canary-in-a-header" } });
        var used = Assert.Single(desk.Registry.OwnOf(desk.Ann.UserId));
        var model = new ResolvedModel(used, "m");
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(used) + JsonSerializer.Serialize(model) + model, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", SafeText.Clean("Unknown token canary-in-a-header.", used.Secrets), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Changes_ThatMeet_LeaveAKeyThatFitsItsAddress(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var id = (await desk.AddAsync(desk.Ann)).Id!.Value;
        for (var round = 0; round < 10; round++)
        {
            var url = $"https://llm{round}.example.org";
            await Task.WhenAll(
                desk.Store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, Draft(url: url), TestTimeout.Token),
                desk.Store.SetActiveAsync(desk.Ann, ConnectionScope.Mine, id, round % 2 == 0, TestTimeout.Token),
                RefusedOrNotAsync(() => desk.Store.UpdateAsync(desk.Ann, ConnectionScope.Mine, id, Draft("other", null, $"https://llm{round - 1}.example.org"), TestTimeout.Token)));
            Assert.False(Assert.Single(await desk.ListAsync(desk.Ann)).IsUnreadable);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Connections_MadeAtOnce_StayWithinTheLimit(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.Database.WriteAsync(context =>
        {
            for (var i = 0; i < 98; i++) context.Add(new StoredConnection { Id = Guid.CreateVersion7(), OwnerId = desk.Ann.UserId, Name = $"c{i}", NormalizedName = $"c{i}", Provider = "openai-compatible" });
            return Task.CompletedTask;
        }, TestTimeout.Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RefusedOrNotAsync(() => desk.AddAsync(desk.Ann, Draft($"new{i}")))));
        Assert.Equal(100, await desk.Database.ReadAsync(context => context.Set<StoredConnection>().CountAsync(), TestTimeout.Token));
    }

    private static async Task RefusedOrNotAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RefusedException)
        {
            // Whoever came second may read so.
        }
    }
}
