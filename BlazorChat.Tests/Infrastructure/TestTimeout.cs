namespace BlazorChat.Tests.Infrastructure;

/// <summary>The one time after which a test gives up waiting. Nothing ever waits for it when all is well.</summary>
internal static class TestTimeout
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(60);

    /// <summary>A token that is cancelled then.</summary>
    public static CancellationToken Token => new CancellationTokenSource(Default).Token;
}
