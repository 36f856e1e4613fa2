using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BlazorChat.Core.Accounts.PasswordResets;

/// <summary>The secret of a link to set a password: 256 random bits, of which only a hash is kept.</summary>
internal static class PasswordResetSecret
{
    private const int Bytes = 32;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
