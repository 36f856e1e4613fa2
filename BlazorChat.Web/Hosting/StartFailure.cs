using System.Net.Sockets;
using BlazorChat.Core.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Hosting;

/// <summary>Turns what can go wrong at a start, and is not our mistake, into the sentence that is shown instead of a stack trace.</summary>
internal static class StartFailure
{
    /// <summary>The sentence; null where the exception is none of those and should be seen whole.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        StartRefusedException => exception.Message,
        OptionsValidationException invalid => string.Join(" ", invalid.Failures),
        InvalidDataException { InnerException: not null } => $"{exception.Message.TrimEnd('.')}: {exception.GetBaseException().Message.Split('\n')[0].TrimEnd('.')}; correct it there, or take the file that came with the program.",
        IOException { InnerException: AddressInUseException } => $"{exception.Message.TrimEnd('.')}; stop the other program or choose another port, e.g. PORT=8081.",
        IOException { InnerException: SocketException or AggregateException } or SocketException => $"The server cannot listen there ({exception.Message.TrimEnd('.')}); choose another address, e.g. ASPNETCORE_URLS=http://localhost:8081.",
        _ => null,
    };
}
