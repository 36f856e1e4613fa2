namespace BlazorChat.Core.Audit;

/// <summary>What something was done to, by the name that it has now.</summary>
/// <param name="Id">Its id; null where it has none.</param>
/// <param name="Name">Its name; empty where it has none.</param>
internal sealed record AuditSubject(Guid? Id, string Name)
{
    /// <summary>Done to nothing in particular.</summary>
    public static AuditSubject None { get; } = new(null, "");
}
