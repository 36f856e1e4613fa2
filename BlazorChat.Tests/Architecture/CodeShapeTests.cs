namespace BlazorChat.Tests.Architecture;

public sealed class CodeShapeTests
{
    [Fact]
    public void Product_KeepsItsShape() => Findings.None(SourceTree.Written().SelectMany(CodeShape.Check));

    [Fact]
    public void Product_IsFound()
    {
        var paths = SourceTree.Written().Select(file => file.Path).ToList();

        Assert.Contains("BlazorChat.Core/Data/AppDbContext.cs", paths);
        Assert.Contains("BlazorChat.Web/Program.cs", paths);
        Assert.DoesNotContain(paths, path => path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("_framework", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BlazorChat.Core/Data/Long.cs", 300)]
    [InlineData("BlazorChat.Web/Components/Long.razor", 180)]
    [InlineData("BlazorChat.Web/Components/Long.razor.cs", 250)]
    [InlineData("BlazorChat.Web/Components/Long.razor.js", 150)]
    [InlineData("BlazorChat.Web/Program.cs", 40)]
    [InlineData("BlazorChat.Tests/LongTests.cs", 400)]
    public void File_LongerThanItsKindMayBe_IsFound(string path, int limit)
    {
        var allowed = string.Concat(Enumerable.Repeat("// line\n", limit));

        Assert.Empty(CodeShape.Check(new SourceFile(path, allowed)));
        Assert.Equal($"{path}: {limit + 1} lines; {limit} at most.", Assert.Single(CodeShape.Check(new SourceFile(path, allowed + "// one more\n"))));
    }

    [Theory]
    [InlineData("class A { [System.Obsolete]\n\n\nint Long()\n", "}", "Long")]
    [InlineData("class A { A()\n", "}", "A")]
    [InlineData("class A { int P { get\n", "} }", "get")]
    [InlineData("class A { int M() {\nint Local()\n", "} return 0; }", "Local")]
    public void Method_LongerThanSixtyLines_IsFound(string head, string tail, string name)
    {
        const string Path = "BlazorChat.Core/Data/A.cs";
        static string Body(int lines) => "{" + new string('\n', lines - 2);

        Assert.DoesNotContain(CodeShape.Check(new SourceFile(Path, head + Body(60) + tail + "}")), finding => finding.Contains($"{name} has", StringComparison.Ordinal));
        Assert.Contains($"{Path}: {name} has 61 lines; 60 at most.", CodeShape.Check(new SourceFile(Path, head + Body(61) + tail + "}")));
    }

    [Theory]
    [InlineData("class A(int a, int b, int c, int d, int e, int f, int g);")]
    [InlineData("class A { A(int a, int b, int c, int d, int e, int f, int g) { } }")]
    public void Constructor_WithSevenParameters_IsFound(string source) =>
        Assert.Equal("BlazorChat.Core/Data/A.cs: a constructor takes 7 parameters; 6 at most.", Assert.Single(Check(source)));

    [Theory]
    [InlineData("class A(int a, int b, int c, int d, int e, int f);")]
    [InlineData("record A(int a, int b, int c, int d, int e, int f, int g);")]
    public void Constructor_OfSixParametersOrOfARecord_IsFine(string source) => Assert.Empty(Check(source));

    private static IEnumerable<string> Check(string source) => CodeShape.Check(new SourceFile("BlazorChat.Core/Data/A.cs", source));
}
