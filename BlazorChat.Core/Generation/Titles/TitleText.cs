using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation.Titles;

/// <summary>What a model is asked for a title, and what is made of its answer.</summary>
internal static class TitleText
{
    private const int MaxQuestion = 2000;
    private const int MaxAnswer = 1000;

    // Models like to dress a title up.
    private static readonly char[] Dress = ['"', '\'', '“', '”', '„', '‘', '’', '«', '»', '*', '#', '`', '_', ' ', '.', ':'];

    public const string Instruction =
        "Write a title for the conversation that follows: at most six words, in the language of the conversation. Answer with the title alone, without quotation marks and without a full stop. Do not answer the conversation itself.";

    public static string Ask(string question, string answer) => $"<user>\n{Beginning(question, MaxQuestion)}\n</user>\n<assistant>\n{Beginning(answer, MaxAnswer)}\n</assistant>";

    /// <summary>The title; null where what came is none.</summary>
    public static string? Read(string text)
    {
        text = WithoutThoughts(text);
        var line = StorableText.Clean(text).Split('\n').Select(line => SessionTitle.Normalize(line).Trim(Dress)).FirstOrDefault(line => line.Length > 0);
        if (line is null) return null;
        if (line.StartsWith("Title:", StringComparison.OrdinalIgnoreCase)) line = line["Title:".Length..].Trim(Dress);
        return line.Length == 0 || !line.Any(char.IsLetterOrDigit) ? null : SessionTitle.FromMessage(line);
    }

    // Some servers do not part a model's thoughts from what it says.
    private static string WithoutThoughts(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("<think>", StringComparison.OrdinalIgnoreCase)) return text;
        var end = text.IndexOf("</think>", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? "" : text[(end + "</think>".Length)..];
    }

    private static string Beginning(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
