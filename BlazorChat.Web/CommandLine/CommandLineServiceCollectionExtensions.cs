using BlazorChat.Web.CommandLine.Control;
using BlazorChat.Web.CommandLine.Users;

namespace BlazorChat.Web.CommandLine;

/// <summary>Registers what the command line asks of a running server.</summary>
internal static class CommandLineServiceCollectionExtensions
{
    public static IServiceCollection AddCommandLine(this IServiceCollection services) => services
        .AddSingleton<IControlVerb, UserVerb>()
        .AddHostedService<ControlServer>();
}
