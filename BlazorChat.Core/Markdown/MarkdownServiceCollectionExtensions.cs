using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Markdown;

/// <summary>Registers what turns Markdown into blocks.</summary>
public static class MarkdownServiceCollectionExtensions
{
    /// <summary>Adds <see cref="MarkdownRenderer"/> as a singleton. A <see cref="StreamingMarkdown"/> is made for each message by who shows it.</summary>
    public static IServiceCollection AddMarkdown(this IServiceCollection services) => services.AddSingleton<MarkdownRenderer>();
}
