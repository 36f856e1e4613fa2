using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorChat.Core.Data;

/// <summary>
/// Stores a time as UTC microseconds since 1970 in an integer: EF on SQLite cannot order <see cref="DateTimeOffset"/>, and PostgreSQL
/// cuts to microseconds, so this is what both can hold and compare.
/// </summary>
internal sealed class UtcMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => ToMicroseconds(time), microseconds => FromMicroseconds(microseconds))
{
    public static long ToMicroseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
