using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BlazorChat.Core.Data;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Hosting;

public sealed class HealthTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly HeldStep _step = new();
    private readonly AppFixture _app = new();

    public async Task InitializeAsync()
    {
        _app.Change = services => services.AddSingleton<IStartupStep>(_step);
        await _app.StartAsync();
        await _step.Entered.Task.WaitAsync(TestTimeout.Default);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        _step.Release.TrySetResult();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Live_DuringTheStart_AnswersOk()
    {
        using var answer = await _app.CreatePlainClient().GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Ready_StartIsDone_TurnsFromUnavailableToOk()
    {
        var client = _app.CreatePlainClient();
        using (var before = await client.GetAsync(new Uri("/health/ready", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
            Assert.Equal("""{"status":"starting","parts":{"database":"starting","queue":"starting","disk":"starting"}}""", await before.Content.ReadAsStringAsync());
        }

        _step.Release.SetResult();
        await _app.WhenReadyAsync();

        using var after = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal("""{"status":"ok","parts":{"database":"ok","queue":"ok","disk":"ok"}}""", await after.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Page_DuringTheStart_SaysSoAndComesBack()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var answer = await _app.CreatePlainClient().SendAsync(request);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter?.Delta);
        Assert.Contains("BlazorChat is starting", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_DuringTheStart_AnswersAProblem()
    {
        using var answer = await _app.CreatePlainClient().GetAsync(new Uri("/api/sessions", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("starting", problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Ready_APartThrows_NamesItWithoutDetail()
    {
        await using var app = new AppFixture { Change = services => services.AddSingleton<IReadinessCheck, BrokenQueue>() };
        await app.InitializeAsync();

        using var answer = await app.CreatePlainClient().GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("""{"status":"failing","parts":{"database":"ok","queue":"failing","disk":"ok"}}""", await answer.Content.ReadAsStringAsync());
    }

    private sealed class HeldStep : IStartupStep
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            Entered.TrySetResult();
            await Release.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class BrokenQueue : IReadinessCheck
    {
        public string Name => "queue";

        public Task<string?> FindFaultAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("secret detail");
    }
}
