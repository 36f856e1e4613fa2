namespace BlazorChat.Web.CommandLine.Control;

/// <summary>This console.</summary>
internal sealed class ConsoleOutput : IVerbOutput
{
    public Task WriteLineAsync(string line, CancellationToken cancellationToken) => Console.Out.WriteLineAsync(line.AsMemory(), cancellationToken);

    public Task WriteErrorAsync(string line, CancellationToken cancellationToken) => Console.Error.WriteLineAsync(line.AsMemory(), cancellationToken);
}
