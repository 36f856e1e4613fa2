using System.Text;

namespace BlazorChat.Core.Providers.Offline;

/// <summary>What the built-in model answers: always the same, but for the question that it quotes.</summary>
internal static class OfflineAnswer
{
    private const int MaxQuoteLength = 80;
    private const string Special = "\\`*_[]<>#|~$!&:";

    private const string Text = """
        ## No AI is connected yet

        This is the built-in *Offline* model. It is **no AI**: it shows that the chat works, and cannot answer what you asked:

        > {0}

        To connect a model:

        - [x] Start the server
        - [ ] Open *Settings*, *Connections*, and make one: with a key of OpenAI, Anthropic or OpenRouter, or the address of a server of your own
        - [ ] Choose one of its models above the conversation

        An Ollama on this machine is found by itself. For everybody at once, connections can stand in `appsettings.json` as well:

        ```json
        {
          "Connections": [
            { "name": "local", "provider": "openai-compatible", "base_url": "http://localhost:8000/v1" }
          ]
        }
        ```

        | Kind | Needs |
        | --- | --- |
        | `openai`, `anthropic`, `openrouter` | a key |
        | `ollama` | nothing, or an address |
        | `openai-compatible` | an address, a key where the server wants one |
        | `offline` | nothing |

        1. Keys belong into *Settings*, environment variables or a file named by `api_key_file`, never into `appsettings.json`.
        2. A changed `appsettings.json` is read at once; a changed environment variable needs a restart.

        Until then, everything around the model can be tried: asking, stopping, retrying, a second tab, a reload in the middle.
        """;

    /// <summary>The answer in Markdown.</summary>
    public static string To(string question) => Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("{0}", Quote(question), StringComparison.Ordinal);

    /// <summary>The beginning of the question on one line, with nothing that Markdown would read.</summary>
    private static string Quote(string question)
    {
        var line = string.Join(' ', question.Split((char[]?)null, 24, StringSplitOptions.RemoveEmptyEntries));
        var quote = new StringBuilder();
        foreach (var rune in SafeText.Cut(SafeText.OneLine(line), MaxQuoteLength).EnumerateRunes())
        {
            if (rune.IsAscii && Special.Contains((char)rune.Value, StringComparison.Ordinal)) quote.Append('\\');
            quote.Append(rune);
        }
        return quote.Length > 0 ? quote.ToString() : "(an empty question)";
    }
}
