namespace BlazorChat.Web.CommandLine.Users;

/// <summary>What <c>user</c> shall do.</summary>
/// <param name="Action">One of the constants.</param>
/// <param name="Name">The user name, or the address of an account that is there; empty where none is meant.</param>
internal sealed record UserRequest(string Action, string Name)
{
    public const string Add = "add";
    public const string List = "list";
    public const string ResetPassword = "reset-password";
    public const string MakeAdmin = "make-admin";
    public const string Disable = "disable";
    public const string Enable = "enable";
    public const string RemoveSecondFactors = "remove-second-factors";

    public string? Email { get; init; }

    public bool IsAdmin { get; init; }

    /// <summary>The password; null to have one made.</summary>
    public string? Password { get; init; }
}
