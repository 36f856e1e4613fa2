namespace BlazorChat.Core.Audit;

/// <summary>What can be read in the audit. The words are stored, and are the keys of texts (<c>Audit_account_created</c>): they never change.</summary>
public static class AuditActions
{
    /// <summary>Somebody signed in; the details name the way.</summary>
    public const string SignedIn = "signed_in";

    /// <summary>Too many wrong tries locked an account for a while.</summary>
    public const string SignInLocked = "sign_in_locked";

    /// <summary>A sign-in was ended by its user.</summary>
    public const string SignInEnded = "sign_in_ended";

    /// <summary>All sign-ins of an account were ended.</summary>
    public const string SignedOutEverywhere = "signed_out_everywhere";

    /// <summary>An account was made by an admin or the command line.</summary>
    public const string AccountCreated = "account_created";

    /// <summary>An account was made by a registration.</summary>
    public const string AccountRegistered = "account_registered";

    /// <summary>A registration was approved.</summary>
    public const string AccountApproved = "account_approved";

    /// <summary>An account was disabled.</summary>
    public const string AccountDisabled = "account_disabled";

    /// <summary>A disabled account was enabled.</summary>
    public const string AccountEnabled = "account_enabled";

    /// <summary>An account's deletion began.</summary>
    public const string AccountDeleted = "account_deleted";

    /// <summary>An account became an admin's.</summary>
    public const string AdminGranted = "admin_granted";

    /// <summary>An account is no admin's any more.</summary>
    public const string AdminRevoked = "admin_revoked";

    /// <summary>Name or picture of an account were changed by its user.</summary>
    public const string ProfileChanged = "profile_changed";

    /// <summary>The address of an account was changed.</summary>
    public const string EmailChanged = "email_changed";

    /// <summary>A password was changed by its user.</summary>
    public const string PasswordChanged = "password_changed";

    /// <summary>A password was set by a reset link or the command line.</summary>
    public const string PasswordReset = "password_reset";

    /// <summary>A link to set a password was made.</summary>
    public const string ResetLinkCreated = "reset_link_created";

    /// <summary>The codes of an app are asked for from now on.</summary>
    public const string TotpEnabled = "totp_enabled";

    /// <summary>No codes of an app are asked for any more.</summary>
    public const string TotpDisabled = "totp_disabled";

    /// <summary>New recovery codes were made.</summary>
    public const string RecoveryCodesCreated = "recovery_codes_created";

    /// <summary>A recovery code was used up.</summary>
    public const string RecoveryCodeUsed = "recovery_code_used";

    /// <summary>A passkey was added.</summary>
    public const string PasskeyAdded = "passkey_added";

    /// <summary>A passkey was removed.</summary>
    public const string PasskeyRemoved = "passkey_removed";

    /// <summary>An admin removed all second factors and passkeys of an account.</summary>
    public const string SecondFactorsRemoved = "second_factors_removed";

    /// <summary>An invitation was made.</summary>
    public const string InvitationCreated = "invitation_created";

    /// <summary>An invitation was withdrawn.</summary>
    public const string InvitationRevoked = "invitation_revoked";

    /// <summary>A setting of the server was changed.</summary>
    public const string SettingChanged = "setting_changed";

    /// <summary>A server's connection was made.</summary>
    public const string ConnectionCreated = "connection_created";

    /// <summary>A server's connection was changed.</summary>
    public const string ConnectionChanged = "connection_changed";

    /// <summary>A server's connection was removed.</summary>
    public const string ConnectionDeleted = "connection_deleted";

    /// <summary>The audit was exported.</summary>
    public const string AuditExported = "audit_exported";

    /// <summary>All of them, for the filter.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SignedIn, SignInLocked, SignInEnded, SignedOutEverywhere, AccountCreated, AccountRegistered, AccountApproved, AccountDisabled, AccountEnabled, AccountDeleted,
        AdminGranted, AdminRevoked, ProfileChanged, EmailChanged, PasswordChanged, PasswordReset, ResetLinkCreated, TotpEnabled, TotpDisabled, RecoveryCodesCreated,
        RecoveryCodeUsed, PasskeyAdded, PasskeyRemoved, SecondFactorsRemoved, InvitationCreated, InvitationRevoked, SettingChanged, ConnectionCreated, ConnectionChanged,
        ConnectionDeleted, AuditExported,
    ];
}
