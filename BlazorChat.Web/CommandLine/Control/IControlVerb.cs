using System.Text.Json;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>A verb that acts through the running server, so that it counts at once; without a server the same code runs in the command's own process.</summary>
internal interface IControlVerb
{
    /// <summary>The verb as it is typed.</summary>
    string Name { get; }

    /// <summary>Does it and gives the exit code. What goes wrong is told as a sentence.</summary>
    Task<int> RunAsync(JsonElement body, IVerbOutput output, CancellationToken cancellationToken);
}
