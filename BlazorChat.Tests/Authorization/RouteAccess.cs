namespace BlazorChat.Tests.Authorization;

/// <summary>Who may ask a route.</summary>
public enum RouteAccess
{
    /// <summary>Everybody.</summary>
    Open,

    /// <summary>Whoever is signed in.</summary>
    SignedIn,

    /// <summary>Admins.</summary>
    Admin,
}
