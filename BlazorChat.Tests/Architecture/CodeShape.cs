using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BlazorChat.Tests.Architecture;

/// <summary>How long things may be. What wants to be longer is two things.</summary>
internal static class CodeShape
{
    private const int MaxMethodLines = 60;
    private const int MaxConstructorParameters = 6;

    public static IEnumerable<string> Check(SourceFile file)
    {
        var limit = MaxLines(file);
        if (file.LineCount > limit) yield return $"{file.Path}: {file.LineCount} lines; {limit} at most.";
        if (!file.Is(".cs")) yield break;
        var root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();
        foreach (var node in root.DescendantNodes())
        {
            if (MethodName(node) is { } name && LinesOf(node) is > MaxMethodLines and var lines)
            {
                yield return $"{file.Path}: {name} has {lines} lines; {MaxMethodLines} at most.";
            }

            if (ConstructorParameters(node) is { Parameters.Count: > MaxConstructorParameters and var count })
            {
                yield return $"{file.Path}: a constructor takes {count} parameters; {MaxConstructorParameters} at most.";
            }
        }
    }

    private static int MaxLines(SourceFile file) => file switch
    {
        { Path: "BlazorChat.Web/Program.cs" } => 40,
        _ when file.IsUnder("BlazorChat.Tests") => 400,
        _ when file.Is(".razor.cs") => 250,
        _ when file.Is(".razor") => 180,
        _ when file.Is(".js") || file.Is(".mjs") => 150,
        _ => 300,
    };

    private static string? MethodName(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        BaseMethodDeclarationSyntax => "an operator or finalizer",
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        _ => null,
    };

    /// <summary>From the line of the name to the last one: neither attributes nor documentation count.</summary>
    private static int LinesOf(SyntaxNode node)
    {
        var first = node switch
        {
            MethodDeclarationSyntax method => method.Identifier,
            ConstructorDeclarationSyntax constructor => constructor.Identifier,
            LocalFunctionStatementSyntax function => function.Identifier,
            _ => node.GetFirstToken(),
        };
        return node.GetLocation().GetLineSpan().EndLinePosition.Line - first.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
    }

    /// <summary>Of what is given its collaborators; a record's are its data.</summary>
    private static ParameterListSyntax? ConstructorParameters(SyntaxNode node) => node switch
    {
        ConstructorDeclarationSyntax { Parent: not RecordDeclarationSyntax } constructor => constructor.ParameterList,
        ClassDeclarationSyntax type => type.ParameterList,
        _ => null,
    };
}
