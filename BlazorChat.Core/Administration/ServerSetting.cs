using System.Globalization;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Administration;

/// <summary>A setting of the configuration that admins may change in the browser. A new one is one line in <see cref="All"/>.</summary>
/// <param name="Key">Its key in the configuration, such as <c>Generation:PerUser</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Default">What holds where nobody said anything, in its stored form.</param>
public sealed record ServerSetting(string Key, ServerSettingKind Kind, string Default)
{
    /// <summary>The longest list, in entries.</summary>
    public const int MaxLines = 200;

    private const int MaxLineLength = 300;

    /// <summary>All of them. What may open the way to more than it says, such as addresses of metadata services, stays with the file on disk (R42).</summary>
    public static IReadOnlyList<ServerSetting> All { get; } =
    [
        new("Registration:Mode", ServerSettingKind.Choice, "invitation") { Choices = ["closed", "invitation", "open"] },
        new("Registration:Approval", ServerSettingKind.Switch, "false"),
        new("Generation:PerUser", ServerSettingKind.Number, "4") { Min = 1, Max = 10_000 },
        new("Generation:MaxQueuedPerUser", ServerSettingKind.Number, "100") { Min = 1, Max = 100_000 },
        new("Circuits:MaxPerUser", ServerSettingKind.Number, "20") { Min = 1, Max = 10_000 },
        new("Egress:AllowedForUsers", ServerSettingKind.Lines, "") { IsLine = line => HostAndPort.TryParse(line, out _) },
    ];

    /// <summary>The smallest number.</summary>
    public int Min { get; init; }

    /// <summary>The largest number.</summary>
    public int Max { get; init; }

    /// <summary>The words to choose from.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether a line may be among the entries; null where all may.</summary>
    internal Func<string, bool>? IsLine { get; init; }

    internal string Section => Key[..Key.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The one form in which a value is stored and compared.</summary>
    /// <exception cref="RefusedException">It is none, with one error that names <see cref="Key"/>.</exception>
    internal string Read(string? text)
    {
        var value = text?.Trim() ?? "";
        return Kind switch
        {
            ServerSettingKind.Number => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max
                ? number.ToString(CultureInfo.InvariantCulture)
                : throw Refuse("setting_number_wrong", $"Give a whole number from {Min} to {Max}.", $"{Min}–{Max}"),
            ServerSettingKind.Switch => bool.TryParse(value, out var isOn) ? (isOn ? "true" : "false") : throw Refuse("setting_choice_wrong", "Choose one of what is offered."),
            ServerSettingKind.Choice => Choices.FirstOrDefault(choice => choice.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw Refuse("setting_choice_wrong", "Choose one of what is offered."),
            _ => ReadLines(value),
        };
    }

    /// <summary>The stored form as the configuration takes it: a comma alone is a list without entries, nothing at all would leave the file's.</summary>
    internal string ToConfiguration(string stored) => Kind == ServerSettingKind.Lines && stored.Length == 0 ? "," : stored;

    /// <summary>A value that is refused.</summary>
    internal RefusedException Refuse(string code, string message, string? argument = null) => new([new FieldError(Key, code, message) { Argument = argument }]);

    private string ReadLines(string value)
    {
        var lines = value.Split((char[])['\n', '\r', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (lines.Count > MaxLines) throw Refuse("setting_lines_too_many", $"At most {MaxLines} lines are taken.", MaxLines.ToString(CultureInfo.InvariantCulture));
        if (lines.Find(line => line.Length > MaxLineLength) is { } line) throw Refuse("setting_refused", "A line is too long.", line[..40] + "…");
        if (IsLine is not null && lines.Find(line => !IsLine(line)) is { } wrong) throw Refuse("setting_address_wrong", $"\"{wrong}\" is no host with its port, such as nas.home:11434.", wrong);
        return string.Join(',', lines);
    }
}

/// <summary>What a <see cref="ServerSetting"/> is.</summary>
public enum ServerSettingKind
{
    /// <summary>A whole number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Switch,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>Any number of entries, one a line.</summary>
    Lines,
}
