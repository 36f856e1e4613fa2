using Microsoft.Extensions.Logging.Console;

namespace BlazorChat.Web.Hosting;

/// <summary>One line an entry, on standard error, so that standard output holds the three lines of the start and nothing else.</summary>
internal static class LoggingSetup
{
    /// <summary>Weaker than <c>appsettings.json</c>, which shows and may change them.</summary>
    public static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:BlazorChat"] = "Information",
        // It warns that the ring on disk is not encrypted; its folder has mode 0700.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        // What a transaction throws is logged by whoever began it. The framework's own entry is an error also where the server was told to stop.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Transaction"] = "Critical",
    };

    public static void AddLineLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(options =>
        {
            options.FormatterName = LineFormatter.FormatterName;
            options.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    }
}
