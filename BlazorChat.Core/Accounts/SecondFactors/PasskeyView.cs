namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>One passkey of an account.</summary>
/// <param name="Id">The credential's id in base64url; no secret.</param>
/// <param name="Name">As its owner named it.</param>
/// <param name="CreatedAt">When it was added, in UTC.</param>
/// <param name="IsSynced">Whether it is kept by a service for several devices, and not by one device alone.</param>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, bool IsSynced);
