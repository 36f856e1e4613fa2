namespace BlazorChat.Web.CommandLine.Control;

/// <summary>Where a verb writes: to this console, or through the socket to that of whoever asks.</summary>
internal interface IVerbOutput
{
    /// <summary>A line on standard output.</summary>
    Task WriteLineAsync(string line, CancellationToken cancellationToken);

    /// <summary>A line on standard error.</summary>
    Task WriteErrorAsync(string line, CancellationToken cancellationToken);
}
