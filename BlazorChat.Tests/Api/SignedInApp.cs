using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Api;

/// <summary>The program with its first account signed in, and an Offline model that does not wait.</summary>
public sealed class SignedInApp : IAsyncLifetime
{
    public AppFixture App { get; } = new() { Settings = { ["Offline:WordsPerSecond"] = "0" } };

    internal PageClient Page { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await App.InitializeAsync();
        Page = await PageClient.RegisterAsync(App.CreateClient());
    }

    public async Task DisposeAsync() => await App.DisposeAsync();
}
