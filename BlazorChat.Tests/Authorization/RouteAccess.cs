namespace BlazorChat.Tests.Authorization;

/// <summary>Who may ask a route.</summary>
public enum RouteAccess
{
    /// <summary>Everybody.</summary>
    Open,

    /// <summary>Whoever gave the right password a moment ago; all others are led to the sign-in.</summary>
    SecondStep,

    /// <summary>Whoever is signed in.</summary>
    SignedIn,

    /// <summary>Admins.</summary>
    Admin,
}
