using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Settings;

namespace BlazorChat.Core.Security;

/// <summary>
/// The code that shows that whoever makes the first account can see the server's console or files. It stands in the data folder until that account is made. Thread-safe.
/// </summary>
public sealed class SetupCode(DataFolder folder, TimeProvider time)
{
    /// <summary>After so many wrong codes in a row nobody may try for <see cref="Pause"/>.</summary>
    public const int MaxWrong = 5;

    /// <summary>How long everybody waits then.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // Without I, O, 0 and 1.
    private const int Length = 12; // 60 bits.
    private readonly Lock _lock = new();
    private int _wrong;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    private string File => folder.SetupCodeFile;

    /// <summary>The code, made now where there is none yet.</summary>
    public string Ensure()
    {
        lock (_lock)
        {
            if (Read() is { } present) return present;
            var code = string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(4).Select(part => new string(part)));
            PrivateFile.Write(File, Encoding.ASCII.GetBytes(code + "\n"));
            return code;
        }
    }

    /// <summary>Compares in constant time and counts: each try is one of the five, however many run at once. Dashes, spaces and case do not matter.</summary>
    public SetupCodeOutcome Check(string? given)
    {
        lock (_lock)
        {
            if (time.GetUtcNow() < _pausedUntil) return SetupCodeOutcome.Paused;
            if (Read() is { } code && Matches(code, given))
            {
                _wrong = 0;
                return SetupCodeOutcome.Right;
            }

            if (++_wrong >= MaxWrong)
            {
                _wrong = 0;
                _pausedUntil = time.GetUtcNow() + Pause;
            }

            return SetupCodeOutcome.Wrong;
        }
    }

    /// <summary>Removes the code: the first account is made.</summary>
    public void Remove()
    {
        lock (_lock) System.IO.File.Delete(File);
    }

    private string? Read()
    {
        var text = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).Trim() : "";
        return Plain(text).Length >= 10 ? text : null;
    }

    private static bool Matches(string code, string? given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(Plain(code))), SHA256.HashData(Encoding.UTF8.GetBytes(Plain(given ?? ""))));

    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
}

/// <summary>What became of a try.</summary>
public enum SetupCodeOutcome
{
    /// <summary>It was the code.</summary>
    Right,

    /// <summary>It was not.</summary>
    Wrong,

    /// <summary>There were too many wrong ones; it was not even looked at.</summary>
    Paused,
}
