using System.Globalization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>A number of bytes as people read it.</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>In the largest unit of which there is at least one.</summary>
    public static string Of(long bytes)
    {
        var unit = 0;
        double size = bytes;
        for (; size >= 1024 && unit < Units.Length - 1; unit++) size /= 1024;
        return string.Create(CultureInfo.CurrentCulture, $"{(unit == 0 || size >= 100 ? size.ToString("N0", CultureInfo.CurrentCulture) : size.ToString("N1", CultureInfo.CurrentCulture))} {Units[unit]}");
    }
}
