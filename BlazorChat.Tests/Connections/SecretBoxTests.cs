using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Tests.Connections;

public sealed class SecretBoxTests : IDisposable
{
    private const string Secret = "sk-canary-ä€😀";
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(Secret)]
    [InlineData("")]
    public void Box_AtItsPlace_OpensAndShowsNothingOfTheSecret(string secret)
    {
        var box = new SecretBox(Key());
        var one = box.Seal(secret, "here");
        var other = box.Seal(secret, "here");

        Assert.Equal(secret, box.Open(one, "here"));
        Assert.NotEqual(one, other); // A nonce is never used twice.
        if (secret.Length > 0) Assert.Equal(-1, one.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
        Assert.True(box.IsCurrent(one));
    }

    [Fact]
    public void Box_AtAnotherPlaceOrWithAnotherKey_DoesNotOpen()
    {
        var sealedBox = new SecretBox(Key()).Seal(Secret, "connections/1/ann/https://a:443");

        Assert.Null(new SecretBox(Key()).Open(sealedBox, "connections/2/ann/https://a:443"));
        Assert.Null(new SecretBox(Key("other")).Open(sealedBox, "connections/1/ann/https://a:443"));
        Assert.NotNull(new SecretBox(Key()).Open(sealedBox, "connections/1/ann/https://a:443"));
    }

    [Fact]
    public void Box_WithAnyByteChanged_DoesNotOpenAndDoesNotThrow()
    {
        var box = new SecretBox(Key());
        var whole = box.Seal(Secret, "here");
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 1;
            Assert.Null(box.Open(changed, "here"));
            Assert.Null(box.Open(whole.AsSpan(0, i), "here"));
        }
    }

    private MasterKey Key(string name = "key")
    {
        var configuration = new ConfigurationManager { ["ENCRYPTION_KEY"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name))) };
        return MasterKey.Load(configuration, DataFolder.Open(_temp["data"]));
    }
}
