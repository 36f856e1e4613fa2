using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Tests.Browser;

namespace BlazorChat.Tests.Components;

public sealed partial class TextsTests
{
    private static readonly string Web = Path.Combine(FindRoot(), "BlazorChat.Web");
    private static readonly HashSet<string> Keys = [.. XDocument.Load(Path.Combine(Web, "Resources", "Texts.resx")).Descendants("data").Select(data => data.Attribute("name")!.Value)];
    private static readonly string[] Folders = ["Api", "Components", "Hosting"];
    private static readonly string[] StarterTexts = ["Title", "Hint", "Text"];

    [Fact]
    public void Texts_EveryKeyThatIsUsed_IsThere()
    {
        var used = Sources().SelectMany(source => Uses().Matches(source)).SelectMany(use => Literals().Matches(use.Value)).Select(literal => literal.Groups[1].Value);

        Assert.DoesNotContain(used, key => !key.EndsWith('_') && !Keys.Contains(key));
    }

    [Fact]
    public void Texts_EveryKeyThatIsThere_IsUsed()
    {
        var literals = Sources().SelectMany(source => Literals().Matches(source)).Select(literal => literal.Groups[1].Value).ToHashSet();
        foreach (var starter in literals.Where(literal => literal.StartsWith("Starter", StringComparison.Ordinal)).ToList()) literals.UnionWith(StarterTexts.Select(text => starter + text));

        Assert.DoesNotContain(Keys, key => !key.StartsWith("Error_", StringComparison.Ordinal) && !literals.Contains(key));
    }

    [Theory]
    [InlineData(typeof(ProviderException))]
    [InlineData(typeof(RefusedException))]
    public void Texts_EveryErrorCode_HasOne(Type type)
    {
        Assert.DoesNotContain(Constants(type), code => !Keys.Contains("Error_" + code));
    }

    [Fact]
    public void Texts_EveryCodeOfAConnectionsField_HasOneThatCanBeFilled()
    {
        string[] folders = [Path.Combine(FindRoot(), "BlazorChat.Core", "Providers", "Connections"), Path.Combine(Web, "Components", "Settings")];
        var codes = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)).SelectMany(file => FieldCodes().Matches(File.ReadAllText(file))).Select(code => code.Groups[1].Value).ToHashSet();

        Assert.Contains("connection_name_taken", codes);
        Assert.Contains("connection_number_wrong", codes);
        Assert.DoesNotContain(codes, code => !Keys.Contains("Error_" + code));
        Assert.All(codes, code => Assert.DoesNotContain("{0}", Words.Of("Error_" + code, "it"), StringComparison.Ordinal));
        Assert.DoesNotContain(Keys, key => key.StartsWith("Error_connection_", StringComparison.Ordinal) && !codes.Contains(key["Error_".Length..]));
    }

    [Fact]
    public void Texts_OfProvidersInSettings_AreOfCodesThatThereAre()
    {
        var codes = Constants(typeof(ProviderException)).ToHashSet();

        Assert.DoesNotContain(Keys, key => key.StartsWith("Error_settings_", StringComparison.Ordinal) && !codes.Contains(key["Error_settings_".Length..]));
        Assert.DoesNotContain(Constants(typeof(UnreachableReason)), reason => !Keys.Contains($"Error_{ProviderException.Unreachable}_{reason}"));
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> Sources() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Web, folder), "*.*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".razor" or ".cs").Select(File.ReadAllText);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BlazorChat.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\b(L|[tT]exts)\[[^\]]*\]")]
    private static partial Regex Uses();

    [GeneratedRegex("\"(connection_[a-z_]+)\"")]
    private static partial Regex FieldCodes();

    [GeneratedRegex("\"([A-Z][A-Za-z0-9_]+)\"")]
    private static partial Regex Literals();
}
