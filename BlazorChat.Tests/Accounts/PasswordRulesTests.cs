using System.Security.Cryptography;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Tests.Architecture;

namespace BlazorChat.Tests.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData(null, "PasswordTooShort")]
    [InlineData("1234567", "PasswordTooShort")]
    [InlineData("password", "PasswordTooCommon")]
    [InlineData("PassWord1", "PasswordTooCommon")]
    [InlineData("qwertyuiop", "PasswordTooCommon")]
    [InlineData("MIKA.SALO", "PasswordIsName")]
    [InlineData("Mika@Example.com", "PasswordIsName")]
    [InlineData("mika.mail", "PasswordIsName")] // What stands before the @.
    [InlineData("correct horse battery", null)]
    [InlineData("mika.salo's", null)]
    [InlineData("pässwörd", null)]
    public void Password_IsChecked(string? password, string? code) => Assert.Equal(code, PasswordRules.Check(password, "mika.salo", password == "mika.mail" ? "mika.mail@example.com" : "mika@example.com")?.Code);

    [Fact]
    public void Password_Longest_IsOf128()
    {
        Assert.Null(PasswordRules.Check(new string('x', 127) + "y", "mika", "mika@example.com"));
        Assert.Equal("PasswordTooLong", PasswordRules.Check(new string('x', 129), "mika", "mika@example.com")?.Code);
    }

    [Fact]
    public void CommonPasswords_AreThoseOfTheScript()
    {
        Assert.True(CommonPasswords.Count >= 10_000);
        var folder = Path.Combine(SourceTree.Root, "BlazorChat.Core", "Accounts", "Passwords");
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "common-passwords.br"))));
        Assert.Contains(hash, File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
    }
}
