namespace BlazorChat.Core.Security;

/// <summary>Who is asking. Every store takes it first and puts its id into the query: what belongs to someone else does not exist.</summary>
/// <param name="UserId">The account's id.</param>
public sealed record Caller(Guid UserId);
