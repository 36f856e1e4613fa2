using System.Text;

namespace BlazorChat.Bench.Streaming;

/// <summary>What the scripted models say, in tokens of four characters. A <see langword="null"/> token is the place of a stamp.</summary>
internal static class SampleText
{
    public const int TokenLength = 4;

    // Ordinary Markdown; at each @ the provider writes the time.
    private const string Mixed = """
        ## Step by step

        Let us begin with the **simple case** and look at *what changes* when it grows. At @ nothing has been read yet, so the first request pays for the connection as well; every later one finds it open.

        1. Open the file and read its header, which has `12` bytes.
        2. Look the entry up @ in the index that follows it.
        3. Read the entry itself, and check its sum.

        The whole of it fits in a few lines:

        ```csharp
        public async Task<Entry> ReadAsync(string name, CancellationToken cancellationToken)
        {
            await using var file = File.OpenRead(_path); // @
            var header = await Header.ReadAsync(file, cancellationToken);
            if (!header.Index.TryGetValue(name, out var position)) throw new KeyNotFoundException(name);
            file.Position = position; // @
            return await Entry.ReadAsync(file, cancellationToken);
        }
        ```

        ### What it costs

        | way | reads | milliseconds | note |
        | --- | ---: | ---: | --- |
        | one by one | 1,200 | 84 | @ simple |
        | in order | 40 | 9 | needs a sort |
        | mapped | 0 | 6 | @ the system reads |

        Most programs are well served by the second way. The third is [faster on paper](https://example.org/mapped), but a page that is not there costs as much as a read @ and cannot be awaited.

        - Sorting is cheap: some 200 entries take a few microseconds.
        - The order on disk is that of writing, @ hence mostly that of time.
        - Where it is not, a single pass puts it right.

        > Measure before you choose: what is true of one disk is not true of another. @

        With a cache of a few hundred entries the difference vanishes for most readers, since nine of ten look at what was written last. That leaves the tenth, @ who waits a little longer and does not notice.


        """;

    /// <summary>The tokens of an answer: <c>mixed</c>, or text that is one single <c>prose</c>, <c>code</c>, <c>list</c> or <c>table</c>.</summary>
    public static IReadOnlyList<string?> Tokens(string kind, int characters) => kind switch
    {
        "mixed" => Cut(Repeat("", _ => Mixed, characters), characters),
        "prose" => Cut(Repeat("", i => $"Paragraph {i} says what every other one says, in the same words and at the same length, so that only the **number of them** differs, which was {i} at @ o'clock.\n\n", characters), characters),
        "code" => Cut(Repeat("```csharp\n", i => $"var total{i} = Sum(first: {i}, second: \"two\"); // at @\n", characters), characters),
        "list" => Cut(Repeat("", i => $"- Item {i} has **some words** and `code`, and was made at @ like all the others.\n", characters), characters),
        "table" => Cut(Repeat("| number | what | when |\n| ---: | --- | --- |\n", i => $"| {i} | **some** words in a cell | @ |\n", characters), characters),
        _ => throw new ArgumentException($"There is no kind '{kind}' of text.", nameof(kind)),
    };

    private static string Repeat(string head, Func<int, string> piece, int characters)
    {
        var text = new StringBuilder(head);
        for (var i = 1; text.Length < characters; i++) text.Append(piece(i));
        return text.ToString();
    }

    private static List<string?> Cut(string text, int characters)
    {
        var tokens = new List<string?>();
        var length = 0;
        foreach (var piece in text.Split('@').SelectMany((piece, i) => i == 0 ? [piece] : new[] { null, piece }))
        {
            if (piece is null) tokens.Add(null);
            for (var from = 0; piece is not null && from < piece.Length && length < characters; from += TokenLength)
            {
                tokens.Add(piece[from..Math.Min(piece.Length, from + TokenLength)]);
                length += TokenLength;
            }

            if (length >= characters) break;
        }

        return tokens;
    }
}
