namespace BlazorChat.Core.Egress;

/// <summary>Who chose an address, which decides what it may be (R42).</summary>
public enum EgressTrust
{
    /// <summary>An admin, or the configuration on disk: private addresses as well.</summary>
    Admin,

    /// <summary>A user: public addresses, and what an admin lists for users.</summary>
    User,

    /// <summary>Some content, such as an answer: public addresses on the ports 80 and 443.</summary>
    Content,
}
