using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BlazorChat.Tests.Architecture;

/// <summary>Compiles a made-up sample, to show that a check goes red.</summary>
internal static class SampleAssembly
{
    private static readonly MetadataReference[] References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)).ToArray();

    public static IReadOnlyCollection<TypeUse> UsesIn(string source)
    {
        using var assembly = new MemoryStream();
        var result = CSharpCompilation
            .Create("Sample", [CSharpSyntaxTree.ParseText(source)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        assembly.Position = 0;
        return AssemblyUses.Read(assembly);
    }
}
