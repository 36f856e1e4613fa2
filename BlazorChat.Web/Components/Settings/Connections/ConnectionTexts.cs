using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>The reader's words for what is known of a connection.</summary>
internal static class ConnectionTexts
{
    /// <summary>What stands for a character of a secret, as often as tells nothing of its length.</summary>
    public const string Mask = "••••";

    /// <summary>A key as it may be shown; null where there is none.</summary>
    public static string? MaskedKey(ConnectionView connection) => connection.KeyHint is { } hint ? Mask + hint : null;

    /// <summary>What is wrong with a provider: by code and reason, in words for who can change the connection.</summary>
    public static string OfProblem(IStringLocalizer<Texts> texts, string code, string? reason, string? message, string name)
    {
        string[] keys = reason is null ? [$"Error_settings_{code}", $"Error_{code}"] : [$"Error_{code}_{reason}", $"Error_settings_{code}", $"Error_{code}"];
        var found = keys.Select(key => texts[key, name]).FirstOrDefault(text => !text.ResourceNotFound);
        return found?.Value ?? message ?? texts["Error_unknown"];
    }

    /// <summary>What is wrong with one field.</summary>
    public static string OfField(IStringLocalizer<Texts> texts, FieldError error) => ErrorTexts.For(texts, error.Code, error.Message, error.Argument);

    /// <summary>How a connection is, as a word and a tone.</summary>
    public static ConnectionStatus StatusOf(IStringLocalizer<Texts> texts, ConnectionView connection) => connection switch
    {
        { IsUnreadable: true } => new(StatusTone.Bad, texts["ConnectionUnreadable"]) { Text = texts["ConnectionUnreadableText"] },
        { IsActive: false } => new(StatusTone.Off, texts["ConnectionOff"]),
        { IsShadowed: true } => new(StatusTone.Warn, texts["ConnectionShadowed"]) { Text = texts["ConnectionShadowedText", connection.Name] },
        { State.ErrorCode: { } code } => new(StatusTone.Bad, texts["ConnectionFails"]) { Text = OfProblem(texts, code, connection.State.ErrorReason, connection.State.Error, connection.Name) },
        { State.CheckedAt: null } or { State: null } => new(StatusTone.Off, texts["ConnectionNotAsked"]),
        { State.Models: 0 } => new(StatusTone.Warn, texts["ConnectionEmpty"]) { Text = OfProblem(texts, ProviderException.NoModels, null, null, connection.Name) },
        _ => new(StatusTone.Good, texts["ConnectionWorks"]),
    };

    /// <summary>How many models there are.</summary>
    public static string Models(IStringLocalizer<Texts> texts, int count) => count == 1 ? texts["OneModel"] : texts["ModelCount", count];

    /// <summary>A time that an answer took.</summary>
    public static string Latency(IStringLocalizer<Texts> texts, TimeSpan latency) =>
        latency < TimeSpan.FromSeconds(1) ? texts["Milliseconds", latency.TotalMilliseconds] : texts["Seconds", latency.TotalSeconds];
}

/// <summary>How a connection is.</summary>
/// <param name="Tone">Good or bad.</param>
/// <param name="Word">The word for it.</param>
public sealed record ConnectionStatus(StatusTone Tone, string Word)
{
    /// <summary>A sentence about it; null where the word says all.</summary>
    public string? Text { get; init; }
}

/// <summary>How something looks that is good or bad.</summary>
public enum StatusTone
{
    Off,
    Good,
    Warn,
    Bad,
}
