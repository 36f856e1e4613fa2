using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>What a sign-in leaves in the browser: the cookie of the account, the first step while the second is open, and that this device has signed in before.</summary>
internal sealed class SignInFlow(SignInManager<ApplicationUser> signIn, IDataProtectionProvider protection)
{
    /// <summary>How long the second step may take.</summary>
    public static readonly TimeSpan StepLifetime = TimeSpan.FromMinutes(10);

    private const int MaxDevices = 8;

    /// <summary>The longest that browsers keep a cookie. RFC 6265bis, 5.5</summary>
    private static readonly TimeSpan DeviceLifetime = TimeSpan.FromDays(400);

    private readonly ProtectedCookie<PendingStep> _steps = new(protection, "BlazorChat.Step", StepLifetime);
    private readonly ProtectedCookie<List<KnownDevice>> _devices = new(protection, "BlazorChat.Device", DeviceLifetime);

    /// <summary>From where somebody tries.</summary>
    public AttemptSource SourceOf(HttpContext http) => new(http.Connection.RemoteIpAddress?.ToString())
    {
        Devices = DevicesOf(http).GroupBy(device => device.Account).ToDictionary(group => group.Key, group => group.First().Id),
    };

    /// <summary>Signs in, and remembers that it was from here.</summary>
    /// <exception cref="RefusedException">The account may not be used any more, or its password has changed since the step.</exception>
    public async Task CompleteAsync(HttpContext http, SignInStep step, string method, bool stay)
    {
        var userId = step.UserId;
        var user = await signIn.UserManager.FindByIdAsync(userId.ToString());
        if (user is null || !step.Holds(user)) throw new RefusedException(RefusedException.SignedOut, "The account has changed meanwhile. Sign in again.");
        var properties = new AuthenticationProperties { IsPersistent = stay };
        properties.Items["method"] = method;
        await signIn.SignInAsync(user, properties);
        _steps.Delete(http);
        var devices = DevicesOf(http);
        var known = devices.Find(device => device.Account == userId) ?? new KnownDevice(userId, Guid.CreateVersion7());
        // Anew each time, so that it does not grow too old.
        _devices.Write(http, [known, .. devices.Where(device => device.Account != userId).Take(MaxDevices - 1)], isKept: true);
    }

    /// <summary>Keeps that the first step was right.</summary>
    public void BeginSecondStep(HttpContext http, SignInStep step, bool stay) => _steps.Write(http, new PendingStep(step, stay), isKept: false);

    /// <summary>The first step; null where there was none, or it is too long ago.</summary>
    public PendingStep? PendingOf(HttpContext http) => _steps.Read(http);

    private List<KnownDevice> DevicesOf(HttpContext http) => _devices.Read(http) ?? [];

    /// <summary>A first step that was right.</summary>
    internal sealed record PendingStep(SignInStep Step, bool Stay);

    private sealed record KnownDevice(Guid Account, Guid Id);
}
