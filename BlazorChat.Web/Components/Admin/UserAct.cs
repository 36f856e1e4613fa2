using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;

namespace BlazorChat.Web.Components.Admin;

/// <summary>Something that an admin does to an account, with its words. Deleting is none of them: it wants more than one click.</summary>
/// <param name="TextKey">The verb.</param>
/// <param name="TitleKey">The question; null where none is asked.</param>
/// <param name="ConsequenceKey">What happens then.</param>
/// <param name="DoneKey">What is said afterwards.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Do">Does it.</param>
public sealed record UserAct(
    string TextKey, string? TitleKey, string? ConsequenceKey, string DoneKey, string Icon, Func<UserAdministration, Actor, Guid, CancellationToken, Task> Do)
{
    public static UserAct Approve { get; } = new("ApproveUser", null, null, "UserApproved", "check", (users, actor, id, token) => users.ApproveAsync(actor, id, token));

    public static UserAct Enable { get; } = new("EnableUser", null, null, "UserEnabled", "check", (users, actor, id, token) => users.EnableAsync(actor, id, token));

    public static UserAct MakeAdmin { get; } = new(
        "MakeAdmin", "MakeAdminTitle", "MakeAdminText", "AdminMade", "star", (users, actor, id, token) => users.SetAdminAsync(actor, id, true, token));

    public static UserAct UnmakeAdmin { get; } = new(
        "UnmakeAdmin", "UnmakeAdminTitle", "UnmakeAdminText", "AdminUnmade", "star", (users, actor, id, token) => users.SetAdminAsync(actor, id, false, token));

    public static UserAct SignOut { get; } = new(
        "SignOutUser", "SignOutUserTitle", "SignOutUserText", "UserSignedOut", "exit", (users, actor, id, token) => users.SignOutEverywhereAsync(actor, id, token));

    public static UserAct RemoveFactors { get; } = new(
        "RemoveFactors", "RemoveFactorsTitle", "RemoveFactorsText", "FactorsRemoved", "lock", (users, actor, id, token) => users.RemoveSecondFactorsAsync(actor, id, token));

    public static UserAct Disable { get; } = new(
        "DisableUser", "DisableUserTitle", "DisableUserText", "UserDisabled", "hidden", (users, actor, id, token) => users.DisableAsync(actor, id, token));

    /// <summary>What can be done to an account now.</summary>
    public static IEnumerable<UserAct> Of(UserRow user)
    {
        if (user.State == AccountState.Deleting) yield break;
        if (user.State == AccountState.Pending) yield return Approve;
        if (user.State == AccountState.Disabled) yield return Enable;
        yield return user.IsAdmin ? UnmakeAdmin : MakeAdmin;
        yield return SignOut;
        yield return RemoveFactors;
        if (user.State != AccountState.Disabled) yield return Disable;
    }
}
