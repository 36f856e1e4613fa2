using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>
/// The codes of an app: RFC 6238 with its defaults, which is what apps understand (SHA-1, 30 seconds, six digits). Identity's own provider tells
/// whether a code fits, but not to which step of time, without which it could not be accepted only once (RFC 6238, 5.2).
/// </summary>
internal static class Totp
{
    public const int Digits = 6;
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>The steps before and after the current one that are accepted as well: clocks differ, and people type slowly. RFC 6238, 5.2</summary>
    private const int Tolerance = 1;

    private const int SecretBytes = 20; // As long as the hash. RFC 4226, 4
    private const int Modulus = 1_000_000;

    public static string MakeSecret() => Base32.Encode(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The step of time to which the code belongs; null where it is none of now.</summary>
    /// <param name="secret">The secret in base 32.</param>
    /// <param name="code">What was typed; blanks do not matter.</param>
    /// <param name="now">The time.</param>
    public static long? FindStep(string secret, string? code, DateTimeOffset now)
    {
        var digits = string.Concat((code ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        if (digits.Length != Digits || !digits.All(char.IsAsciiDigit) || Base32.Decode(secret) is not { Length: > 0 } key) return null;
        var current = now.ToUnixTimeSeconds() / (long)Step.TotalSeconds;
        long? found = null;
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(key, step)), Encoding.ASCII.GetBytes(digits))) found = step;
        }

        return found;
    }

    /// <summary>The code of a step.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA-1 is what RFC 6238 names and apps compute; it is not the hash's collisions that matter in an HMAC.")]
    public static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue; // RFC 4226, 5.3
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>What the QR code says. https://github.com/google/google-authenticator/wiki/Key-Uri-Format</summary>
    public static string UriOf(string secret, string issuer, string userName) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={(int)Step.TotalSeconds}";
}
