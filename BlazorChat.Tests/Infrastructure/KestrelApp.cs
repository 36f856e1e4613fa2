namespace BlazorChat.Tests.Infrastructure;

/// <summary>The program on a real port, for browsers and streams.</summary>
public sealed class KestrelApp : TestHost
{
    /// <summary>Makes it; it listens on a free port of this machine.</summary>
    public KestrelApp() => UseKestrel(0);

    /// <summary>Its address, without a slash at the end. By name, because passkeys refuse an address.</summary>
    public string Url { get; private set; } = "";

    /// <inheritdoc/>
    protected override void Start()
    {
        StartServer();
        Url = ClientOptions.BaseAddress.ToString().TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    }
}
