using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlazorChat.Tests.Architecture;
using BlazorChat.Web.Resources;

namespace BlazorChat.Tests.Components;

/// <summary>Every language says everything that English says, with the same values in it.</summary>
public sealed partial class TranslationTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "BlazorChat.Web", "Resources");
    private static readonly Dictionary<string, string> English = Read("Texts.resx");

    public static TheoryData<string> Languages => [.. Cultures.Supported.Where(name => name != Cultures.Default)];

    [Fact]
    public void Languages_AreThoseThatHaveAFile()
    {
        var files = Directory.EnumerateFiles(Folder, "Texts.*.resx").Select(file => Path.GetFileName(file)["Texts.".Length..^".resx".Length]);

        Assert.Equal(Cultures.Supported.Where(name => name != Cultures.Default).Order(), files.Order());
    }

    [Theory, MemberData(nameof(Languages))]
    public void Language_HasTheKeysOfEnglish_AndNoOther(string language)
    {
        var texts = Read($"Texts.{language}.resx");

        Assert.Equal([], English.Keys.Except(texts.Keys));
        Assert.Equal([], texts.Keys.Except(English.Keys));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Language_TakesTheValuesOfEnglish_InTheSameFormats(string language)
    {
        var texts = Read($"Texts.{language}.resx");

        Assert.Equal([], texts.Where(text => English.TryGetValue(text.Key, out var english) && !Places(english).SequenceEqual(Places(text.Value))).Select(text => text.Key));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Language_SaysSomethingEverywhere_AndEndsAsEnglishDoes(string language)
    {
        var texts = Read($"Texts.{language}.resx");

        Assert.Equal([], texts.Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => text.Key));
        // What is filled into the composer goes on after a blank or on a new line; a full-width colon needs no blank.
        Assert.Equal([], texts.Where(text => English.TryGetValue(text.Key, out var english) && english.EndsWith('\n') != text.Value.EndsWith('\n')).Select(text => text.Key));
    }

    [Theory]
    [InlineData("de", "Neuer Chat")]
    [InlineData("de-AT", "Neuer Chat")]
    [InlineData("zh-Hans", "新对话")]
    [InlineData("zh-CN", "新对话")]
    [InlineData("fr", "New chat")]
    public void Text_InALanguage_ComesFromItsFile(string language, string text)
    {
        var resources = new System.Resources.ResourceManager(typeof(Texts).FullName!, typeof(Texts).Assembly);

        Assert.Equal(text, resources.GetString("NewChat", CultureInfo.GetCultureInfo(language)));
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Folder, file)).Descendants("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<!\{)\{\d[^{}]*\}")]
    private static partial Regex Place();
}
