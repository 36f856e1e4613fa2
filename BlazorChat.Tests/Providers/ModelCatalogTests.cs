using BlazorChat.Core.Providers;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.ProviderHost;

namespace BlazorChat.Tests.Providers;

public sealed class ModelCatalogTests
{
    private static readonly IEnumerable<(string, string?)> Fake = [.. Connection(0, ("name", "lab"), ("provider", "fake"))];

    [Fact]
    public async Task Catalog_WithNothingConfigured_OffersOffline()
    {
        await using var host = new ProviderHost([]);
        Assert.Equal([new ModelChoice("offline/offline", "offline", "offline")], host.Catalog.List());
        Assert.Equal("offline/offline", host.Catalog.DefaultModelId);
        using var client = host.Factory.Create(host.Catalog.Resolve(host.Catalog.DefaultModelId)!);
        Assert.NotNull(client);
    }

    [Theory]
    [InlineData("one/a", "one/a")]
    [InlineData("one/c", null)]
    [InlineData("one/", null)]
    [InlineData("a", "one/a")]
    [InlineData("two/b", "one/two/b")]
    [InlineData("b", "later/b")]
    [InlineData("free/any/thing", "free/any/thing")]
    [InlineData("A", null)]
    [InlineData("ON/a", null)]
    [InlineData("", null)]
    [InlineData("/a", null)]
    [InlineData("offline", "offline/offline")]
    [InlineData("offline/else", null)]
    public async Task Resolve_OfAnId_FollowsTheConnectionThenTheExactName(string id, string? expected)
    {
        await using var host = new ProviderHost(
        [
            .. Connection(0, ("name", "one"), ("provider", "openai"), ("models:0", "a"), ("models:1", "two/b")),
            .. Connection(1, ("name", "later"), ("provider", "openai"), ("models:0", "a"), ("models:1", "b")),
            .. Connection(2, ("name", "free"), ("provider", "openai")),
        ]);
        Assert.Equal(expected, host.Catalog.Resolve(id)?.Id);
    }

    [Theory]
    [InlineData(null, "one/a", 4)]
    [InlineData("two/b", "two/b", 4)]
    [InlineData("b", "two/b", 4)]
    [InlineData("free/x", "free/x", 5)]
    [InlineData("x", "free/x", 5)]
    [InlineData("one/nothing", "free/one/nothing", 5)]
    public async Task Default_AsConfigured_IsFoundAndCanBeChosen(string? configured, string expected, int count)
    {
        await using var host = new ProviderHost(
        [
            .. Connection(0, ("name", "free"), ("provider", "openai")),
            .. Connection(1, ("name", "one"), ("provider", "openai"), ("models:0", "a"), ("models:1", "z")),
            .. Connection(2, ("name", "two"), ("provider", "openai"), ("models:0", "b")),
            ("DefaultModel", "one/z"),
            ("DEFAULT_MODEL", configured ?? "one/a"),
        ]);
        Assert.Equal(expected, host.Catalog.DefaultModelId);
        Assert.Equal(count, host.Catalog.List().Count);
        Assert.Contains(host.Catalog.List(), choice => choice.Id == expected);
    }

    [Fact]
    public async Task Refresh_AtStartAndEveryTenMinutes_AsksTheProviders()
    {
        await using var host = new ProviderHost(Fake, null, new FakeKind(["m1"], ["m1", "m2"]));
        using var changed = new ChangeWaiter(host.Catalog);
        await host.Refresher.StartAsync(CancellationToken.None);
        await changed.UntilAsync(catalog => catalog.List().Count == 2);
        Assert.Equal("lab/m1", host.Catalog.DefaultModelId);
        Assert.Equal(new ConnectionState("lab", null, host.Time.GetUtcNow()) { Latency = TimeSpan.Zero, Models = 1 }, host.Catalog.ConnectionStates[0]);
        await host.Time.TimerOfAsync(TimeSpan.FromMinutes(10)).WaitAsync(FakeUpstream.Patience);
        host.Time.Advance(TimeSpan.FromMinutes(10));
        await changed.UntilAsync(catalog => catalog.Resolve("m2") is not null);
        await host.Refresher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Refresh_WithADeadAndAFailingProvider_ListsTheOthersAndKeepsTheErrors()
    {
        var dead = new FakeKind() { Name = "dead", Hangs = true };
        var failing = new FakeKind() { Name = "failing" };
        await using var host = new ProviderHost(
        [
            .. Connection(0, ("name", "one"), ("provider", "dead")),
            .. Connection(1, ("name", "two"), ("provider", "failing"), ("api_key", FakeUpstream.Canary)),
            .. Connection(2, ("name", "lab"), ("provider", "fake")),
        ], null, dead, failing, new FakeKind(["m1"]));
        using var changed = new ChangeWaiter(host.Catalog);
        await host.Refresher.StartAsync(CancellationToken.None);
        await changed.UntilAsync(catalog => catalog.Resolve("m1") is not null && catalog.ConnectionStates[1].Error is not null);
        Assert.Equal((null, (DateTimeOffset?)null), (host.Catalog.ConnectionStates[0].Error, host.Catalog.ConnectionStates[0].CheckedAt));
        Assert.Equal("The models of two could not be read (InvalidOperationException).", host.Catalog.ConnectionStates[1].Error);
        Assert.NotNull(host.Catalog.Resolve("one/anything"));
        host.Time.Advance(TimeSpan.FromSeconds(15));
        await changed.UntilAsync(catalog => catalog.ConnectionStates[0].Error == "one did not list its models within 15 s.");
        Assert.DoesNotContain("canary", host.Logs.Text, StringComparison.Ordinal);
        await host.Refresher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Refresh_AfterAChangeOfTheConfiguration_DoesNotWaitForADeadProvider()
    {
        await using var host = new ProviderHost(Connection(0, ("name", "one"), ("provider", "dead")), null, new FakeKind() { Name = "dead", Hangs = true }, new FakeKind(["m1"]));
        using var changed = new ChangeWaiter(host.Catalog);
        await host.Refresher.StartAsync(CancellationToken.None);
        host.Change([.. Connection(0, ("name", "one"), ("provider", "dead")), .. Connection(1, ("name", "lab"), ("provider", "fake"))]);
        await changed.UntilAsync(catalog => catalog.Resolve("m1") is not null);
        host.Change([]);
        Assert.Equal(["offline/offline"], host.Catalog.List().Select(choice => choice.Id));
        await host.Refresher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Refresh_OfADeadProviderThatWasReadAgain_DoesNotAskItTwiceAtOnce()
    {
        var dead = new FakeKind() { Name = "dead", Hangs = true };
        await using var host = new ProviderHost(Connection(0, ("name", "one"), ("provider", "dead")), null, dead, new FakeKind(["m1"]));
        using var changed = new ChangeWaiter(host.Catalog);
        await host.Refresher.StartAsync(CancellationToken.None);
        host.Change([.. Connection(0, ("name", "one"), ("provider", "dead")), .. Connection(1, ("name", "lab"), ("provider", "fake"))]);
        await changed.UntilAsync(catalog => catalog.Resolve("m1") is not null);
        Assert.Equal(1, dead.Asked);
        await host.Refresher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task List_ThatTookItsTime_IsAsOldAsItsQuestion()
    {
        var time = new FakeTimeProvider();
        var asked = time.GetUtcNow();
        var slow = new FakeKind(["m1"]) { WhenAsked = () => time.Advance(TimeSpan.FromSeconds(1)) };
        var lister = new ModelLister(new ProviderKinds([slow]), time);
        var listing = await lister.ListAsync(new ProviderConnection("lab", "fake", null, null, []), CancellationToken.None);
        // Else every second round finds it some moments too young.
        Assert.Equal((asked, TimeSpan.FromSeconds(1)), (listing.CheckedAt, listing.Latency));
    }

    [Fact]
    public async Task List_LongerThanAnybodyReads_IsCut()
    {
        var endless = new FakeKind([.. Enumerable.Range(0, 5000).Select(i => $"m{i}")]);
        var lister = new ModelLister(new ProviderKinds([endless]), new FakeTimeProvider());
        var listing = await lister.ListAsync(new ProviderConnection("lab", "fake", null, null, []), CancellationToken.None);
        Assert.Equal((2000, "m1999"), (listing.Models.Count, listing.Models[^1].Name));
        Assert.Equal((listing.Models[7], null), (listing.Find("m7"), listing.Find("m2000")));
    }

    /// <summary>Waits for a state of the catalogue by its event.</summary>
    private sealed class ChangeWaiter : IDisposable
    {
        private readonly ModelCatalog _catalog;
        private readonly SemaphoreSlim _changes = new(0);

        public ChangeWaiter(ModelCatalog catalog)
        {
            _catalog = catalog;
            catalog.Changed += Release;
        }

        public void Dispose()
        {
            _catalog.Changed -= Release;
            _changes.Dispose();
        }

        public async Task UntilAsync(Func<ModelCatalog, bool> condition)
        {
            while (!condition(_catalog)) Assert.True(await _changes.WaitAsync(FakeUpstream.Patience));
        }

        private void Release() => _changes.Release();
    }

    private sealed class FakeKind(params string[][] answers) : IProviderKind
    {
        private int _asked;

        public int Asked { get; private set; }

        public Action? WhenAsked { get; init; }

        public string Name { get; init; } = "fake";

        public Uri? DefaultBaseUrl { get; } = new("http://fake.test");

        public bool Hangs { get; init; }

        public IChatClient CreateClient(ProviderConnection connection, string model) => throw new NotSupportedException();

        public async Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken)
        {
            Asked++;
            WhenAsked?.Invoke();
            if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            if (answers.Length == 0) throw new InvalidOperationException($"It holds {connection.ApiKey}.");
            return [.. answers[Math.Min(_asked++, answers.Length - 1)].Select(name => new ModelInfo(name))];
        }
    }
}
