namespace BlazorChat.Core.Security;

/// <summary>Who is asking. Every store takes it first and puts its id into the query: what belongs to someone else does not exist.</summary>
/// <param name="UserId">The account's id.</param>
public sealed record Caller(Guid UserId)
{
    /// <summary>The sign-in by which it asks, which has to be valid still; null where it is none, such as the server's own work for that account.</summary>
    public Guid? SignInId { get; init; }

    /// <summary>The network address from which it asks; null where there is none.</summary>
    public string? Address { get; init; }
}
