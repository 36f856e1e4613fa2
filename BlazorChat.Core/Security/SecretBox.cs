using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BlazorChat.Core.Security;

/// <summary>
/// Encrypts secrets for the database: AES-256-GCM with a random nonce (NIST SP 800-38D). What a secret belongs to is authenticated with
/// it, so that it cannot be moved to another row. Thread-safe.
/// </summary>
internal sealed class SecretBox(MasterKey key)
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + MasterKey.IdLength;

    /// <summary>Encrypts with the current key.</summary>
    /// <param name="secret">The text.</param>
    /// <param name="place">Table, row, owner and whatever else it must not be parted from.</param>
    public byte[] Seal(string secret, string place)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[HeaderBytes + NonceBytes + TagBytes + plain.Length];
        box[0] = Version;
        key.Id.CopyTo(box.AsSpan(1));
        var nonce = box.AsSpan(HeaderBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Bytes, TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(HeaderBytes + NonceBytes + TagBytes), box.AsSpan(HeaderBytes + NonceBytes, TagBytes), Place(place, box));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <summary>The secret; null where no key of this server opens it, or it was moved or changed.</summary>
    public string? Open(ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < HeaderBytes + NonceBytes + TagBytes || box[0] != Version || key.Find(box.Slice(1, MasterKey.IdLength)) is not { } bytes) return null;
        var plain = new byte[box.Length - HeaderBytes - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(bytes, TagBytes);
            aes.Decrypt(box.Slice(HeaderBytes, NonceBytes), box[(HeaderBytes + NonceBytes + TagBytes)..], box.Slice(HeaderBytes + NonceBytes, TagBytes), plain, Place(place, box));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Whether it was sealed with the current key.</summary>
    public bool IsCurrent(ReadOnlySpan<byte> box) => box.Length > HeaderBytes && box.Slice(1, MasterKey.IdLength).SequenceEqual(key.Id);

    // The header is part of it: neither the format nor the key's id can be exchanged.
    private static byte[] Place(string place, ReadOnlySpan<byte> box)
    {
        var text = Encoding.UTF8.GetBytes(place);
        var data = new byte[HeaderBytes + sizeof(int) + text.Length];
        box[..HeaderBytes].CopyTo(data);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(HeaderBytes), text.Length);
        text.CopyTo(data, HeaderBytes + sizeof(int));
        return data;
    }
}
