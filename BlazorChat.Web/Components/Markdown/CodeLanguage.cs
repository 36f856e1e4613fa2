using System.Collections.Frozen;

namespace BlazorChat.Web.Components.Markdown;

/// <summary>What the word behind a fence stands for.</summary>
internal static class CodeLanguage
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["bash"] = "Bash", ["sh"] = "Shell", ["shell"] = "Shell", ["console"] = "Shell", ["zsh"] = "Zsh", ["powershell"] = "PowerShell", ["ps1"] = "PowerShell", ["pwsh"] = "PowerShell",
        ["bat"] = "Batch", ["cmd"] = "Batch", ["c"] = "C", ["h"] = "C", ["cpp"] = "C++", ["c++"] = "C++", ["cc"] = "C++", ["hpp"] = "C++", ["cs"] = "C#", ["csharp"] = "C#", ["c#"] = "C#",
        ["fs"] = "F#", ["fsharp"] = "F#", ["f#"] = "F#", ["vb"] = "Visual Basic", ["vbnet"] = "Visual Basic", ["razor"] = "Razor", ["cshtml"] = "Razor", ["java"] = "Java", ["kt"] = "Kotlin",
        ["kotlin"] = "Kotlin", ["scala"] = "Scala", ["groovy"] = "Groovy", ["swift"] = "Swift", ["objectivec"] = "Objective-C", ["objc"] = "Objective-C", ["dart"] = "Dart", ["go"] = "Go",
        ["golang"] = "Go", ["rs"] = "Rust", ["rust"] = "Rust", ["py"] = "Python", ["python"] = "Python", ["python3"] = "Python", ["rb"] = "Ruby", ["ruby"] = "Ruby", ["php"] = "PHP", ["pl"] = "Perl",
        ["perl"] = "Perl", ["lua"] = "Lua", ["r"] = "R", ["jl"] = "Julia", ["julia"] = "Julia", ["hs"] = "Haskell", ["haskell"] = "Haskell", ["ex"] = "Elixir", ["elixir"] = "Elixir",
        ["clj"] = "Clojure", ["clojure"] = "Clojure", ["js"] = "JavaScript", ["javascript"] = "JavaScript", ["mjs"] = "JavaScript", ["jsx"] = "JSX", ["ts"] = "TypeScript",
        ["typescript"] = "TypeScript", ["tsx"] = "TSX", ["html"] = "HTML", ["xml"] = "XML", ["svg"] = "SVG", ["css"] = "CSS", ["scss"] = "SCSS", ["less"] = "Less", ["json"] = "JSON",
        ["jsonl"] = "JSON Lines", ["yaml"] = "YAML", ["yml"] = "YAML", ["toml"] = "TOML", ["ini"] = "INI", ["sql"] = "SQL", ["graphql"] = "GraphQL", ["proto"] = "Protocol Buffers",
        ["protobuf"] = "Protocol Buffers", ["docker"] = "Dockerfile", ["dockerfile"] = "Dockerfile", ["makefile"] = "Makefile", ["make"] = "Makefile", ["cmake"] = "CMake", ["nginx"] = "nginx",
        ["md"] = "Markdown", ["markdown"] = "Markdown", ["tex"] = "LaTeX", ["latex"] = "LaTeX", ["matlab"] = "MATLAB", ["diff"] = "Diff", ["patch"] = "Diff", ["http"] = "HTTP",
        ["wasm"] = "WebAssembly", ["mermaid"] = "Mermaid", ["text"] = "Text", ["txt"] = "Text", ["plaintext"] = "Text",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Its name as people write it; the word itself where none is known.</summary>
    public static string NameOf(string word) => Names.GetValueOrDefault(word, word);

    /// <summary>Whether it is drawn and not read.</summary>
    public static bool IsDiagram(string word) => word.Equals("mermaid", StringComparison.OrdinalIgnoreCase);
}
