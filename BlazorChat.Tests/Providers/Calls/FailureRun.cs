using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Calls;
using BlazorChat.Core.Sessions;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>Brings a failure about and tells what came of it: provider, factory and the end of a generation, as in the program.</summary>
internal static class FailureRun
{
    public static async Task<FailureFacts> FactsAsync(FailureScenario scenario)
    {
        await using var upstream = await FakeUpstream.StartAsync(scenario.Answer ?? (_ => Task.CompletedTask));
        var connection = scenario.Connection(upstream.Connection());
        if (scenario.Steps is not null) connection = connection with { Provider = "scripted" };
        var (outcome, notices, counted) = await RunAsync(upstream, scenario, connection, null);
        var (_, noticesBeforeOther, _) = await RunAsync(upstream, scenario, connection, ScriptedKind.Model("b"));
        var retries = notices.OfType<RetryNotice>().Count();
        Assert.True(retries is 0 or RetryPauses.MaxRetries, $"{scenario.What}: {retries} retries");
        return new FailureFacts(
            scenario.What,
            outcome.Error!.Message.Replace(connection.BaseUrl!.Authority, connection.BaseUrl.Host == "127.0.0.1" ? "lab:8000" : connection.BaseUrl.Authority, StringComparison.Ordinal),
            outcome.Error.Code,
            outcome.Status.ToWord(),
            retries == 0 ? "no" : "twice",
            noticesBeforeOther.OfType<FallbackNotice>().Any() ? "yes" : "no",
            counted ? "yes" : "no");
    }

    private static async Task<(GenerationOutcome Outcome, List<CallNotice> Notices, bool Counted)> RunAsync(
        FakeUpstream upstream, FailureScenario scenario, ProviderConnection connection, ResolvedModel? fallback)
    {
        // A client for each call: its steps must not be those of the last call.
        var kind = new ScriptedKind(new() { ["m-1"] = new ScriptedClient(scenario.Steps?.Invoke(connection) ?? []), ["b"] = new ScriptedClient(["ok"]) });
        var host = new CallsHost(() => 0, upstream.Provider(), kind);
        for (var i = 0; i < scenario.FailedBefore; i++)
        {
            using var pass = host.Breakers.Enter(connection);
            pass.Fail(ScriptedClient.Unreachable);
        }
        var before = host.Breakers.Count;
        List<CallNotice> notices = [];
        using var client = host.Factory.Create(new ResolvedModel(connection, "m-1"), fallbacks: fallback is null ? null : [fallback]);
        var run = OutcomeAsync(client, new ResolvedModel(connection, "m-1"), notices);
        if (scenario.Passes is { } seconds)
        {
            await host.Time.TimerOfAsync(TimeSpan.FromSeconds(seconds)).WaitAsync(TestTimeout.Default);
            host.Time.Advance(TimeSpan.FromSeconds(seconds));
        }
        return (await run.WaitAsync(TestTimeout.Default), notices, host.Breakers.Count > before);
    }

    private static async Task<GenerationOutcome> OutcomeAsync(IChatClient client, ResolvedModel model, List<CallNotice> notices)
    {
        var translator = new UpdateTranslator([]);
        var hasReceived = false;
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync("hi"))
            {
                if (update.RawRepresentation is CallNotice notice) notices.Add(notice);
                foreach (var _ in translator.Translate(update)) hasReceived = true;
            }
            return GenerationOutcomes.OfStreamEnd(translator.FinishReason, hasReceived, model);
        }
        catch (ProviderException exception)
        {
            return GenerationOutcomes.OfProvider(exception, hasReceived);
        }
    }
}
