using System.Runtime.Versioning;
using System.Security.Cryptography;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Tests.Accounts;

/// <summary>The master key and the setup code.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SecretTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ManualTime _time = new();

    private DataFolder Folder => DataFolder.Open(_temp["data"]);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void MasterKey_NothingConfigured_IsMadeOnceAndPrivate()
    {
        var first = MasterKey.Load(new ConfigurationManager(), Folder);
        var second = MasterKey.Load(new ConfigurationManager(), Folder);

        Assert.Equal(MasterKey.Length, first.Bytes.Length);
        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.MasterKeyFile));
    }

    [Fact]
    public void MasterKey_BothVariables_OursWins()
    {
        var ours = RandomNumberGenerator.GetBytes(32);
        var configuration = new ConfigurationManager { ["ENCRYPTION_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ["BLAZORCHAT_ENCRYPTION_KEY"] = Convert.ToHexString(ours) };

        Assert.Equal(ours, MasterKey.Load(configuration, Folder).Bytes);
        Assert.False(File.Exists(Folder.MasterKeyFile));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    [InlineData("eW91ci0zMi1ieXRlLWVuY3J5cHRpb24ta2V5LWhlcmU=")] // your-32-byte-encryption-key-here
    [InlineData("changeme")]
    [InlineData("replace with your key")]
    public void MasterKey_Weak_IsRefusedWithoutBeingRepeated(string text)
    {
        var exception = Assert.Throws<StartRefusedException>(() => MasterKey.Parse(text, "ENCRYPTION_KEY"));

        Assert.StartsWith("ENCRYPTION_KEY ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("make one with: openssl rand -base64 32.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MasterKey_Random_IsNeverTakenForWeak()
    {
        for (var i = 0; i < 1000; i++)
        {
            var bytes = RandomNumberGenerator.GetBytes(32);
            Assert.Equal(bytes, MasterKey.Parse(Convert.ToBase64String(bytes), "x"));
        }
    }

    [Fact]
    public void SetupCode_Made_IsUnambiguousPrivateAndKept()
    {
        var code = new SetupCode(Folder, _time).Ensure();

        Assert.Matches("^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$", code);
        Assert.Equal(code, new SetupCode(Folder, _time).Ensure());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.SetupCodeFile));
    }

    [Fact]
    public void SetupCode_TypedByAPerson_IsRight()
    {
        var setupCode = new SetupCode(Folder, _time);
        var code = setupCode.Ensure();

        Assert.Equal(SetupCodeOutcome.Right, setupCode.Check(" " + code.ToLowerInvariant().Replace('-', ' ')));
    }

    [Fact]
    public void SetupCode_NoFile_NothingIsRight()
    {
        Assert.Equal(SetupCodeOutcome.Wrong, new SetupCode(Folder, _time).Check(null));
        Assert.Equal(SetupCodeOutcome.Wrong, new SetupCode(Folder, _time).Check(""));
    }

    [Fact]
    public void SetupCode_ManyWrongAtOnce_OnlyFiveAreLookedAtAndThenEverybodyWaits()
    {
        var setupCode = new SetupCode(Folder, _time);
        var code = setupCode.Ensure();

        var outcomes = new SetupCodeOutcome[200];
        Parallel.For(0, outcomes.Length, i => outcomes[i] = setupCode.Check("WRONG"));

        Assert.Equal(SetupCode.MaxWrong, outcomes.Count(outcome => outcome == SetupCodeOutcome.Wrong));
        Assert.Equal(SetupCodeOutcome.Paused, setupCode.Check(code));
        _time.Advance(SetupCode.Pause);
        Assert.Equal(SetupCodeOutcome.Right, setupCode.Check(code));
    }
}
