using BlazorChat.Core.Audit;
using BlazorChat.Core.Security;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>The reader's words for what stands in the audit.</summary>
internal static class AuditTexts
{
    /// <summary>The keys of the texts for the actions.</summary>
    internal static readonly string[] Keys =
    [
        "Audit_signed_in", "Audit_sign_in_locked", "Audit_sign_in_ended", "Audit_signed_out_everywhere", "Audit_account_created", "Audit_account_registered",
        "Audit_account_approved", "Audit_account_disabled", "Audit_account_enabled", "Audit_account_deleted", "Audit_admin_granted", "Audit_admin_revoked",
        "Audit_profile_changed", "Audit_email_changed", "Audit_password_changed", "Audit_password_reset", "Audit_reset_link_created", "Audit_totp_enabled",
        "Audit_totp_disabled", "Audit_recovery_codes_created", "Audit_recovery_code_used", "Audit_passkey_added", "Audit_passkey_removed",
        "Audit_second_factors_removed", "Audit_invitation_created", "Audit_invitation_revoked", "Audit_setting_changed", "Audit_connection_created",
        "Audit_connection_changed", "Audit_connection_deleted", "Audit_audit_exported",
    ];

    /// <summary>The words for an action; an unknown one stands for itself.</summary>
    public static string OfAction(IStringLocalizer<Texts> texts, string action) => Keys.Contains("Audit_" + action) ? texts["Audit_" + action] : action;

    /// <summary>All actions with their words, as a reader looks for them.</summary>
    public static IEnumerable<(string Value, string Text)> Actions(IStringLocalizer<Texts> texts) =>
        AuditActions.All.Select(action => (action, OfAction(texts, action))).OrderBy(action => action.Item2, StringComparer.CurrentCulture);

    /// <summary>Who did it.</summary>
    public static string OfActor(IStringLocalizer<Texts> texts, AuditView row) => row.ActorKind switch
    {
        ActorKind.User => row.ActorName.Length > 0 ? row.ActorName : texts["AuditByGone"],
        ActorKind.Stranger => texts["AuditByStranger"],
        ActorKind.CommandLine => texts["AuditByCommandLine"],
        _ => texts["AuditByServer"],
    };
}
