namespace BlazorChat.Core.Providers.Calls;

/// <summary>The leave to make one call. It is told how the endpoint was found, once; disposed untold it has found out nothing. Used by one call.</summary>
internal sealed class BreakerPass(BreakerRegistry breakers, Endpoint endpoint, bool isProbe) : IDisposable
{
    private bool _isTold;

    /// <summary>Something of an answer came, or an orderly end.</summary>
    public void Succeed()
    {
        if (Tell()) breakers.Succeed(endpoint, isProbe);
    }

    /// <summary>The call failed. Only a failure that speaks of the endpoint counts.</summary>
    public void Fail(ProviderException failure)
    {
        if (SpeaksOfTheEndpoint(failure) && Tell()) breakers.Fail(endpoint, isProbe, failure);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Tell()) breakers.Release(endpoint, isProbe);
    }

    private bool Tell() => !_isTold && (_isTold = true);

    /// <summary>A status below 500 is an answer to the caller, whose key, model or pace it means.</summary>
    private static bool SpeaksOfTheEndpoint(ProviderException failure) => failure switch
    {
        { Status: >= 500 } => true,
        { Status: >= 300 } => false,
        _ => failure.Code is ProviderException.Unreachable or ProviderException.TimedOut or ProviderException.StreamBroken,
    };
}
