using System.IO.Compression;
using System.Text;

namespace BlazorChat.Core.Accounts.Passwords;

/// <summary>The passwords that are tried first, because most people chose them. <c>README.md</c> says where they are from. Thread-safe.</summary>
internal static class CommonPasswords
{
    private static readonly Lazy<HashSet<string>> All = new(Read);

    public static int Count => All.Value.Count;

    /// <summary>Whether it is one of them, in whatever case and however its accents are composed.</summary>
    public static bool Contains(string password) => All.Value.Contains(ComposedPasswordHasher.Compose(password).ToLowerInvariant());

    private static HashSet<string> Read()
    {
        using var packed = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.br") ?? throw new InvalidOperationException("common-passwords.br is not embedded.");
        using var reader = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd().Split('\n').ToHashSet(StringComparer.Ordinal);
    }
}
