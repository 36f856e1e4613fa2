using System.Security.Cryptography;
using BlazorChat.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Security;

/// <summary>
/// The 32 bytes that stored secrets are encrypted with. They stand apart from the database and from the ring that guards cookies. Immutable.
/// </summary>
public sealed class MasterKey
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 32;

    private static readonly string[] Variables = [MasterKeyVariables.Canonical, MasterKeyVariables.Alias];

    private const int LeastDistinctBytes = 12; // 32 random bytes have some 30 distinct values; 12 or fewer never happen by chance.
    private const string Example = "make one with: openssl rand -base64 32";
    private readonly byte[] _bytes;
    private readonly byte[] _id;
    private readonly byte[]? _former;

    private MasterKey(byte[] bytes, byte[]? former, bool isOfFiles)
    {
        // The same key twice is no exchange.
        _former = former is null || CryptographicOperations.FixedTimeEquals(bytes, former) ? null : former;
        (_bytes, IsOfFiles) = (bytes, isOfFiles);
        _id = IdOf(bytes);
    }

    /// <summary>The length of <see cref="Id"/> in bytes.</summary>
    internal const int IdLength = 8;

    /// <summary>The key. Never log, store or show it.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Tells this key from others, and nothing of it.</summary>
    internal ReadOnlySpan<byte> Id => _id;

    /// <summary>Whether a former key is there as well: what it encrypted waits to be encrypted anew.</summary>
    public bool IsRotating => _former is not null;

    /// <summary>Whether it came from the data folder; the files there are nobody's business else.</summary>
    internal bool IsOfFiles { get; }

    /// <summary>
    /// Takes the key from the settings, else from its file in the data folder, which is made (mode 0600) where it is missing. While the key
    /// is being exchanged the one before it is there as well.
    /// </summary>
    /// <exception cref="StartRefusedException">The key is there but weak, or cannot be read.</exception>
    public static MasterKey Load(IConfiguration configuration, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(folder);
        if (Configured(configuration, Variables) is { } configured)
            return new MasterKey(configured, Configured(configuration, MasterKeyVariables.Previous), isOfFiles: false);
        var current = File.Exists(folder.MasterKeyFile) ? ReadFile(folder.MasterKeyFile) : MakeFile(folder.MasterKeyFile);
        // Made by a rotation that has not ended: everything goes over to it.
        return File.Exists(folder.NextMasterKeyFile) ? new MasterKey(ReadFile(folder.NextMasterKeyFile), current, isOfFiles: true) : new MasterKey(current, null, isOfFiles: true);
    }

    /// <summary>Whether the key is given by a variable and not by the file in the data folder.</summary>
    internal static bool IsConfigured(IConfiguration configuration) =>
        Variables.Any(name => !string.IsNullOrEmpty(configuration[name]));

    /// <summary>Makes the key that is to follow, beside the current one.</summary>
    internal static void MakeNext(DataFolder folder) => MakeFile(folder.NextMasterKeyFile);

    /// <summary>The key with this id; null where it is none of this server's.</summary>
    internal byte[]? Find(ReadOnlySpan<byte> id) =>
        id.SequenceEqual(_id) ? _bytes : _former is not null && id.SequenceEqual(IdOf(_former)) ? _former : null;

    private static byte[]? Configured(IConfiguration configuration, params string[] names)
    {
        var name = names.FirstOrDefault(name => !string.IsNullOrEmpty(configuration[name]));
        return name is null ? null : Parse(configuration[name]!, name);
    }

    private static byte[] IdOf(byte[] bytes) => HMACSHA256.HashData(bytes, "BlazorChat master key id"u8)[..IdLength];

    private static byte[] ReadFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), $"The key in '{path}'");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The key in '{path}' cannot be read; allow it for the account '{Environment.UserName}', or put the file back from a backup.", exception);
        }
    }

    private static byte[] MakeFile(string path)
    {
        var bytes = RandomNumberGenerator.GetBytes(Length);
        PrivateFile.Write(path, System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes) + "\n"));
        return bytes;
    }

    /// <summary>Reads base64 or hex. The errors name the setting and never the value.</summary>
    internal static byte[] Parse(string text, string name)
    {
        var bytes = Decode(text.Trim());
        if (bytes is null) throw new StartRefusedException($"{name} is neither base64 nor hex; {Example}.");
        if (bytes.Length != Length) throw new StartRefusedException($"{name} has {bytes.Length} bytes instead of {Length}; {Example}.");
        if (IsWeak(bytes)) throw new StartRefusedException($"{name} is a placeholder or can be guessed; {Example}.");
        return bytes;
    }

    private static byte[]? Decode(string text)
    {
        if (text.Length == 2 * Length && text.All(char.IsAsciiHexDigit)) return Convert.FromHexString(text);
        var base64 = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        base64 = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        var buffer = new byte[base64.Length];
        return base64.Length > 0 && Convert.TryFromBase64String(base64, buffer, out var length) ? buffer[..length] : null;
    }

    private static bool IsWeak(byte[] bytes)
    {
        if (bytes.Distinct().Count() <= LeastDistinctBytes) return true;
        if (bytes.All(value => value is >= 0x20 and < 0x7F)) return true; // Words: 32 random bytes are all printable once in 10^13.
        var step = (byte)(bytes[1] - bytes[0]);
        return bytes.Skip(1).Zip(bytes, (next, previous) => (byte)(next - previous)).All(difference => difference == step);
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => "MasterKey";
}
