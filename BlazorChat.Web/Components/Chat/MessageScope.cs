namespace BlazorChat.Web.Components.Chat;

/// <summary>Where messages stand, and what their reader may do about their connections. Immutable.</summary>
/// <param name="SessionId">Their session.</param>
/// <param name="IsAdmin">Whether the reader may change the server's connections.</param>
/// <param name="Models">The reader's models; null while they are not known.</param>
public sealed record MessageScope(Guid SessionId, bool IsAdmin, ModelOverview? Models)
{
    /// <summary>Where the branch through a message is to be read.</summary>
    public string PathOf(Guid messageId) => $"s/{SessionId}?branch={messageId}";

    /// <summary>Where the reader can change a connection; null where only somebody else can.</summary>
    public string? SettingsOf(string? connection)
    {
        if (Models is null || connection is null || Models.Groups.FirstOrDefault(group => group.Name == connection) is not { } group) return "settings/connections";
        if (group.IsOwn) return "settings/connections";
        return IsAdmin ? "settings/connections/server" : null;
    }
}
