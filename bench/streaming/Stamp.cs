using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace BlazorChat.Bench.Streaming;

/// <summary>
/// A moment as sixteen digits in an answer's text. The provider and the pages are one process, so that one clock serves both. The digits
/// survive Markdown, highlighting and a render batch as they are.
/// </summary>
internal static class Stamp
{
    private const int Digits = 16;
    private const long First = 7_000_000_000_000_000;
    private static readonly long Start = Stopwatch.GetTimestamp();

    /// <summary>Microseconds since this process began to count, as a stamp.</summary>
    public static long Now => First + (Stopwatch.GetElapsedTime(Start).Ticks / TimeSpan.TicksPerMicrosecond);

    public static string Text(long stamp) => stamp.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds the stamps that are newer than <paramref name="last"/>, which becomes the newest.</summary>
    public static void Find(ReadOnlySpan<byte> message, ref long last, List<long> found)
    {
        while (message.IndexOf("70000"u8) is var at and >= 0)
        {
            message = message[at..];
            if (message.Length < Digits) return;
            if (Utf8Parser.TryParse(message[..Digits], out long stamp, out var used) && used == Digits && stamp > last)
            {
                found.Add(stamp);
                last = stamp;
            }

            message = message[1..];
        }
    }
}
