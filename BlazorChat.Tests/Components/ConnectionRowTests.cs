using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Providers.OpenAI;
using BlazorChat.Tests.Browser;
using BlazorChat.Web.Components.Settings.Connections;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Components;

public sealed class ConnectionRowTests : ComponentTest
{
    private static readonly ConnectionView View = new(Guid.CreateVersion7(), "lab", "openai-compatible") { BaseUrl = "https://llm.example.org:8443/v1", KeyHint = "abcd" };
    private static readonly ConnectionState Answered = new("lab", null, ManualTime.Start) { Models = 3, Latency = TimeSpan.FromMilliseconds(312) };

    public ConnectionRowTests() => Services.AddSingleton(new ConnectionKinds(new ProviderKinds([new OpenAICompatibleProvider(null!, TimeProvider.System)])));

    [Fact]
    public void Row_OfAConnectionThatAnswers_TellsItsFacts()
    {
        var text = Show(View with { State = Answered });

        Assert.All((string[])["lab", "OpenAI-compatible", "llm.example.org:8443", "••••abcd", Words.Of("ModelCount", 3), Words.Of("ConnectionWorks"), Words.Of("Milliseconds", 312)], fact => Assert.Contains(fact, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Row_OfEachState_SaysIt()
    {
        (ConnectionView View, string Key)[] states =
        [
            (View, "ConnectionNotAsked"),
            (View with { IsActive = false }, "ConnectionOff"),
            (View with { IsUnreadable = true, IsActive = false }, "ConnectionUnreadable"),
            (View with { IsShadowed = true }, "ConnectionShadowed"),
            (View with { State = Answered with { Models = 0 } }, "ConnectionEmpty"),
            (View with { State = Answered with { Models = 1 } }, "OneModel"),
            (View with { KeyHint = null }, "NoKey"),
        ];

        Assert.All(states, state => Assert.Contains(Words.Of(state.Key), Show(state.View), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ProviderException.Unreachable, UnreachableReason.HostNotFound, "Error_provider_unreachable_host_not_found")]
    [InlineData(ProviderException.Unreachable, UnreachableReason.ConnectionRefused, "Error_provider_unreachable_connection_refused")]
    [InlineData(ProviderException.Unreachable, UnreachableReason.Certificate, "Error_provider_unreachable_certificate")]
    [InlineData(ProviderException.Unreachable, null, "Error_provider_unreachable")]
    [InlineData(ProviderException.KeyRejected, null, "Error_settings_provider_key_rejected")]
    [InlineData(ProviderException.TimedOut, null, "Error_settings_provider_timeout")]
    public void Row_OfAConnectionThatFails_SaysWhy(string code, string? reason, string key) =>
        Assert.Contains(Words.Of(key, "lab"), Show(View with { State = Answered with { ErrorCode = code, ErrorReason = reason } }), StringComparison.Ordinal);

    [Fact]
    public void Row_OfAConnectionThatIsNotStored_HasNoActs()
    {
        Assert.Empty(Row(View with { Id = null, Source = ConnectionSource.Configured }).FindAll("button, a"));
        Assert.Equal(4, Row(View).FindAll("button, a").Count);
    }

    private string Show(ConnectionView view) => Row(view).Find("li").TextContent;

    private IRenderedComponent<ConnectionRow> Row(ConnectionView view) => Render<ConnectionRow>(parameters => parameters
        .Add(row => row.Connection, view)
        .Add(row => row.Path, "settings/connections")
        .Add(row => row.Zone, TimeZoneInfo.Utc)
        .Add(row => row.OnSwitch, _ => { })
        .Add(row => row.OnRemove, _ => { }));
}
