namespace BlazorChat.Core.Data;

/// <summary>Whether an account may be used. The numbers are stored: they never change.</summary>
public enum AccountState
{
    /// <summary>It may be used.</summary>
    Active = 0,

    /// <summary>It was made by a registration and waits for an admin's approval.</summary>
    Pending = 1,

    /// <summary>An admin has disabled it. All its data is kept.</summary>
    Disabled = 2,

    /// <summary>It is being deleted with all its data; this cannot be undone.</summary>
    Deleting = 3,
}
