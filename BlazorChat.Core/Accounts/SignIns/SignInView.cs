namespace BlazorChat.Core.Accounts.SignIns;

/// <summary>One place where somebody is signed in.</summary>
/// <param name="Id">Its id; no permission.</param>
/// <param name="Method">By what, as in <see cref="SignInStart"/>.</param>
/// <param name="Device">The browser's <c>User-Agent</c>.</param>
/// <param name="Address">The address of its last use; null where it is not known.</param>
/// <param name="CreatedAt">When it began, in UTC.</param>
/// <param name="LastUsedAt">When it was last used, in UTC and to a few minutes.</param>
/// <param name="IsThis">Whether it is the one by which the list was asked for.</param>
public sealed record SignInView(Guid Id, string Method, string Device, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool IsThis);
