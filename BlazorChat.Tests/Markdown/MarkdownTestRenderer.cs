using BlazorChat.Core.Markdown;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorChat.Tests.Markdown;

internal static class MarkdownTestRenderer
{
    public static MarkdownRenderer Instance { get; } = new(NullLogger<MarkdownRenderer>.Instance);

    /// <summary>The HTML of a text that is one block.</summary>
    public static string Html(string source) => MarkdownHtml.Of(Assert.Single(Instance.Render(source)));
}
