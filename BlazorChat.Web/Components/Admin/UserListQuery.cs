using System.Globalization;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Web.Components.Settings;

namespace BlazorChat.Web.Components.Admin;

/// <summary>What the address of the list of users says, and the address of what is asked for.</summary>
/// <param name="Text">The words.</param>
/// <param name="State">The state's word; empty is any.</param>
/// <param name="Role">The role's word; empty is any.</param>
/// <param name="Sort">The order's word; empty is the name.</param>
/// <param name="IsDescending">Whether it is turned round.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record UserListQuery(string Text, string State, string Role, string Sort, bool IsDescending, int Page)
{
    public const string Path = SettingsSection.Users;
    public const int PageSize = 25;
    public const string Admin = "admin";
    public const string User = "user";

    /// <summary>The words for orders.</summary>
    public static IReadOnlyDictionary<string, UserSort> Sorts { get; } = new Dictionary<string, UserSort>(StringComparer.Ordinal)
    {
        ["name"] = UserSort.Name, ["state"] = UserSort.State, ["role"] = UserSort.Role, ["created"] = UserSort.Created,
        ["active"] = UserSort.LastActive, ["sessions"] = UserSort.Sessions, ["tokens"] = UserSort.Tokens, ["email"] = UserSort.Email,
    };

    /// <summary>The words for states.</summary>
    public static IReadOnlyDictionary<string, AccountState> States { get; } = new Dictionary<string, AccountState>(StringComparer.Ordinal)
    {
        ["active"] = AccountState.Active, ["pending"] = AccountState.Pending, ["disabled"] = AccountState.Disabled, ["deleting"] = AccountState.Deleting,
    };

    /// <summary>Whether some are left out.</summary>
    public bool IsFiltered => Text.Length > 0 || State.Length > 0 || Role.Length > 0;

    /// <summary>Without what is unknown.</summary>
    public static UserListQuery Of(string? text, string? state, string? role, string? sort, string? isDescending, string? page) => new(
        text?.Trim() ?? "", state is not null && States.ContainsKey(state) ? state : "", role is Admin or User ? role : "", sort is not null && Sorts.ContainsKey(sort) ? sort : "",
        isDescending == "true", int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 1_000_000) : 1);

    public UserQuery ToQuery() => new()
    {
        Text = Text, State = States.TryGetValue(State, out var state) ? state : null, IsAdmin = Role.Length == 0 ? null : Role == Admin,
        Sort = Sorts.GetValueOrDefault(Sort), IsDescending = IsDescending, Page = Page - 1, PageSize = PageSize,
    };

    public string ToUrl()
    {
        var parts = new List<string>();
        if (Text.Length > 0) parts.Add($"q={Uri.EscapeDataString(Text)}");
        if (State.Length > 0) parts.Add($"state={State}");
        if (Role.Length > 0) parts.Add($"role={Role}");
        if (Sort.Length > 0) parts.Add($"sort={Sort}");
        if (IsDescending) parts.Add("desc=true");
        if (Page > 1) parts.Add(string.Create(CultureInfo.InvariantCulture, $"page={Page}"));
        return parts.Count == 0 ? Path : $"{Path}?{string.Join('&', parts)}";
    }
}
