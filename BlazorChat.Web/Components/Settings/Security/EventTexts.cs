using BlazorChat.Core.Audit;

namespace BlazorChat.Web.Components.Settings.Security;

/// <summary>The keys of the texts for what happened to an account, as its owner reads them.</summary>
internal static class EventTexts
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        [AuditActions.SignedIn] = "Event_signed_in",
        [AuditActions.SignInLocked] = "Event_sign_in_locked",
        [AuditActions.SignInEnded] = "Event_sign_in_ended",
        [AuditActions.SignedOutEverywhere] = "Event_signed_out_everywhere",
        [AuditActions.AccountDisabled] = "Event_account_disabled",
        [AuditActions.AccountEnabled] = "Event_account_enabled",
        [AuditActions.AdminGranted] = "Event_admin_granted",
        [AuditActions.AdminRevoked] = "Event_admin_revoked",
        [AuditActions.EmailChanged] = "Event_email_changed",
        [AuditActions.PasswordChanged] = "Event_password_changed",
        [AuditActions.PasswordReset] = "Event_password_reset",
        [AuditActions.ResetLinkCreated] = "Event_reset_link_created",
        [AuditActions.TotpEnabled] = "Event_totp_enabled",
        [AuditActions.TotpDisabled] = "Event_totp_disabled",
        [AuditActions.RecoveryCodesCreated] = "Event_recovery_codes_created",
        [AuditActions.RecoveryCodeUsed] = "Event_recovery_code_used",
        [AuditActions.PasskeyAdded] = "Event_passkey_added",
        [AuditActions.PasskeyRemoved] = "Event_passkey_removed",
        [AuditActions.SecondFactorsRemoved] = "Event_second_factors_removed",
    };

    /// <summary>The key for a word of <see cref="AuditActions"/>; the word itself where there is none.</summary>
    public static string KeyOf(string action) => Keys.GetValueOrDefault(action, action);
}
