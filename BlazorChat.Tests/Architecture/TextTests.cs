namespace BlazorChat.Tests.Architecture;

public sealed class TextTests
{
    [Fact]
    public void Product_SaysNothingForbidden() => Findings.None(SourceTree.Written().SelectMany(ForbiddenText.Check));

    [Theory]
    [InlineData("BlazorChat.Web/Components/Chat/Message.razor", "@((MarkupString)text)")]
    [InlineData("BlazorChat.Web/Components/Chat/Message.razor.cs", "var html = new MarkupString(text);")]
    [InlineData("BlazorChat.Web/Components/Chat/Message.cs", "builder.AddMarkupContent(0, text);")]
    [InlineData("BlazorChat.Web/Components/Chat/Message.razor", "@code { void Load() => Task.Run(LoadAsync); }")]
    [InlineData("BlazorChat.Web/Components/Chat/Message.razor.cs", "private async void Load()")]
    [InlineData("BlazorChat.Core/Sessions/Store.cs", "static async  void Load()")]
    [InlineData("BlazorChat.Core/Sessions/Store.cs", "var now = DateTime.Now;")]
    [InlineData("BlazorChat.Web/Api/Chat.cs", "var now = DateTimeOffset.UtcNow; // DateTime")]
    public void Line_ThatSaysIt_IsFound(string path, string line)
    {
        var finding = Assert.Single(ForbiddenText.Check(new SourceFile(path, "/* one\ntwo */\n" + line + "\n")));

        Assert.StartsWith($"{path}:3: ", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BlazorChat.Web/Components/Markdown/Block.razor", "@((MarkupString)html)")]
    [InlineData("BlazorChat.Web/Components/Chat/Message.razor", "@* no MarkupString here *@")]
    [InlineData("BlazorChat.Web/Components/Chat/Message.razor.cs", "// not DateTime.Now: tests hold the clock")]
    [InlineData("BlazorChat.Core/Generation/Worker.cs", "var loop = Task.Run(LoopAsync);")]
    [InlineData("BlazorChat.Tests/Architecture/TextTests.cs", "var now = DateTime.Now;")]
    public void Line_WhereItMayStand_IsFine(string path, string line) => Assert.Empty(ForbiddenText.Check(new SourceFile(path, line)));

    [Fact]
    public void Line_AfterAnAddress_IsRead() =>
        Assert.Single(ForbiddenText.Check(new SourceFile("BlazorChat.Core/A.cs", "var url = \"http://a\"; var now = DateTime.Now;")));
}
