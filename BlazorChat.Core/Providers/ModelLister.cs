namespace BlazorChat.Core.Providers;

/// <summary>Asks one connection for its models; whatever goes wrong is part of the answer. Stateless.</summary>
internal sealed class ModelLister(ProviderKinds kinds, TimeProvider time)
{
    /// <summary>How long one connection may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>So many models of one connection are taken, the first ones: anybody can set up a provider that lists a million.</summary>
    public const int MaxModels = 2000;

    /// <summary>Asks for the list.</summary>
    public Task<ModelListing> ListAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
        AskAsync(connection, token => kinds.Of(connection).ListModelsAsync(connection, token), cancellationToken);

    /// <summary>Finds out whether the connection works, the key included.</summary>
    public Task<ModelListing> TestAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
        AskAsync(connection, token => kinds.Of(connection).TestAsync(connection, token), cancellationToken);

    private async Task<ModelListing> AskAsync(
        ProviderConnection connection, Func<CancellationToken, Task<IReadOnlyList<ModelInfo>>> ask, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var (asked, began) = (time.GetUtcNow(), time.GetTimestamp());
        try
        {
            var models = await ask(either.Token);
            return new ModelListing(connection, [.. models.Take(MaxModels)], asked) { Latency = time.GetElapsedTime(began) };
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(connection, asked, ProviderException.TimedOut, $"{connection.Name} did not list its models within {Limit.TotalSeconds:0} s.");
        }
        // Servers of few models often have no list. Where it is known what they offer, that is no fault.
        catch (ProviderException exception) when (connection.Models.Count > 0 && exception is { Status: 404 or 405 or 501 })
        {
            return new ModelListing(connection, [], asked) { Latency = time.GetElapsedTime(began) };
        }
        catch (ProviderException exception)
        {
            return new ModelListing(connection, [], asked) { Error = exception };
        }
        // A kind's fault must not end the rounds of all others; its message may hold anything, so only its type is told.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(connection, asked, ProviderException.Failed, $"The models of {connection.Name} could not be read ({exception.GetType().Name}).");
        }
    }

    private static ModelListing Failed(ProviderConnection connection, DateTimeOffset asked, string code, string message) =>
        new(connection, [], asked) { Error = new ProviderException(code, connection.Name, message) };
}
