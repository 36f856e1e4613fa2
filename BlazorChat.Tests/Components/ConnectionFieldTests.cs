using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Tests.Browser;
using BlazorChat.Tests.Providers;
using BlazorChat.Web.Components.Settings.Connections;
using Bunit;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Components;

public sealed class ConnectionFieldTests : ComponentTest
{
    private static readonly ConnectionKinds Kinds = new(new ProviderKinds([new SimpleKind()]));

    [Fact]
    public void Parameters_ThatTheKindDoesNotKnow_CannotBeSetAndAreNotSent()
    {
        var form = new ConnectionForm(Kinds, new ConnectionView(Guid.CreateVersion7(), "a", "simple") { Defaults = new ModelParameters { Temperature = 1, Seed = 7, ReasoningEffort = "low" } }, null, []);

        var fields = Render<ConnectionParameters>(parameters => parameters.AddCascadingValue(form));

        Assert.False(fields.Find("#temperature").HasAttribute("disabled"));
        Assert.All((string[])["#seed", "#reasoning_effort", "#stop", "#top_p"], id => Assert.True(fields.Find(id).HasAttribute("disabled")));
        Assert.Equal(Words.Of("NotKnownBy", "Simple"), fields.Find("#seed-aside").TextContent);
        Assert.Equal(new ModelParameters { Temperature = 1 }, form.ToDraft()?.Defaults);
    }

    [Fact]
    public void KeyField_WhateverIsTyped_HasNoValueInItsMarkup()
    {
        var form = new ConnectionForm(Kinds, null, null, []);
        var field = Render<KeyField>(parameters => parameters.AddCascadingValue(form));

        field.Find("input").Change(FakeUpstream.Canary);
        field.Render();

        Assert.Equal(FakeUpstream.Canary, form.ToDraft()?.ApiKey);
        Assert.DoesNotContain(FakeUpstream.Canary, field.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestRun_Cleared_TellsNothingOfWhatItFound()
    {
        using var run = new ConnectionTestRun();
        var found = new TaskCompletionSource<ConnectionTest?>();
        var first = run.RunAsync(_ => found.Task);
        Assert.True(run.IsRunning);

        run.Clear();
        await run.RunAsync(_ => Task.FromResult<ConnectionTest?>(new ConnectionTest("second")));
        found.SetResult(new ConnectionTest("first"));
        await first;

        Assert.False(run.IsRunning);
        Assert.Equal("second", run.Result?.Code);
    }

    private sealed class SimpleKind : IProviderKind
    {
        public string Name => "simple";

        public string DisplayName => "Simple";

        public Uri? DefaultBaseUrl => new("https://simple.example.org");

        public ParameterNames Parameters => ParameterNames.Temperature | ParameterNames.MaxTokens;

        public IChatClient CreateClient(ProviderConnection connection, string model) => throw new NotSupportedException();

        public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
