using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;

namespace BlazorChat.Core.Accounts;

/// <summary>
/// Lets people make an account of their own. The very first one becomes the admin's; after it the settings say whether there is a registration, and who
/// has an invitation may use it. Thread-safe.
/// </summary>
public sealed class Registration
{
    private readonly NewAccounts _accounts;
    private readonly ISetupCodePolicy _setupCodePolicy;
    private readonly InvitationStore _invitations;
    private readonly AttemptLimits _limits;
    private readonly LiveOptions<RegistrationOptions> _rules;

    internal Registration(NewAccounts accounts, ISetupCodePolicy setupCodePolicy, InvitationStore invitations, AttemptLimits limits, LiveOptions<RegistrationOptions> rules) =>
        (_accounts, _setupCodePolicy, _invitations, _limits, _rules) = (accounts, setupCodePolicy, invitations, limits, rules);

    /// <summary>Whether whoever makes the first account now must give the setup code.</summary>
    public bool NeedsSetupCode => _setupCodePolicy.IsRequired;

    /// <summary>Whether the first account is still to be made.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken) => !await _accounts.HasFirstAsync(cancellationToken);

    /// <summary>Which registration there is for whoever asks. An invitation is not looked at: whoever has one is told at the form whether it holds.</summary>
    /// <param name="invitation">The secret of an invitation; null or empty where there is none.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<RegistrationWay> FindWayAsync(string? invitation, CancellationToken cancellationToken)
    {
        if (await IsOpenAsync(cancellationToken)) return RegistrationWay.First;
        var mode = _rules.Current.Mode;
        if (mode == RegistrationOptions.Closed) return RegistrationWay.Closed;
        if (!string.IsNullOrEmpty(invitation)) return RegistrationWay.Invited;
        return mode == RegistrationOptions.Open ? RegistrationWay.Open : RegistrationWay.Closed;
    }

    /// <summary>What is wrong with an invitation; null where it can be used. Each look at one is a try.</summary>
    public async Task<RegistrationError?> CheckInvitationAsync(string invitation, AttemptSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        var attempt = _limits.Begin(AttemptKind.Invitation, null, source);
        if (!attempt.IsAdmitted) return TooMany();
        if (!await _invitations.IsUsableAsync(invitation, cancellationToken)) return NotUsable();
        attempt.GiveBack();
        return null;
    }

    /// <summary>Makes the account, or says per field what is wrong.</summary>
    public async Task<RegistrationResult> RegisterAsync(RegistrationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var way = await FindWayAsync(request.Invitation, cancellationToken);
        var wanted = new NewUser(request.UserName.Trim(), request.Email.Trim(), request.Password, IsAdmin: false);
        return way switch
        {
            RegistrationWay.First => await RegisterFirstAsync(wanted, request, cancellationToken),
            RegistrationWay.Closed => Closed(),
            _ => await RegisterMemberAsync(wanted, request, way, cancellationToken),
        };
    }

    private async Task<RegistrationResult> RegisterFirstAsync(NewUser wanted, RegistrationRequest request, CancellationToken cancellationToken)
    {
        // The fields first, so that a typing error in one of them does not use up a try of the code.
        if (await _accounts.CheckAsync(wanted, cancellationToken) is { Count: > 0 } errors) return RegistrationResult.Of(errors);
        if (_setupCodePolicy.IsRequired && CheckCode(request.SetupCode) is { } wrong) return new(null, [wrong]);
        return await _accounts.InTurnAsync(Guid.Empty, CreateAsync, Busy(), cancellationToken);

        async Task<RegistrationResult> CreateAsync()
        {
            if (!await IsOpenAsync(cancellationToken)) return Closed(); // Somebody was first while this one waited for its turn.
            var user = _accounts.Draft(wanted);
            // One transaction inserts the account and the row whose fixed key can be there only once: of many at the same time, one gets through.
            var refused = await TryInsertAsync(user, request, context => { NewAccounts.AddFirst(context, user); return Task.FromResult<string?>("first"); }, cancellationToken);
            if (refused is not null) return refused.Errors.Count > 0 ? RegistrationResult.Of(refused.Errors) : Closed();
            _accounts.ForgetSetupCode();
            return new(user.Id, []);
        }
    }

    private async Task<RegistrationResult> RegisterMemberAsync(NewUser wanted, RegistrationRequest request, RegistrationWay way, CancellationToken cancellationToken)
    {
        // What is told of invitations and of taken names is told so often and not more.
        var look = _limits.Begin(AttemptKind.Invitation, null, request.Source);
        if (!look.IsAdmitted) return new(null, [TooMany()]);
        if (way == RegistrationWay.Invited && !await _invitations.IsUsableAsync(request.Invitation!, cancellationToken)) return new(null, [NotUsable()]);
        if (await _accounts.CheckAsync(wanted, cancellationToken) is { Count: > 0 } errors)
        {
            if (!errors.Exists(error => error.Code.StartsWith("Duplicate", StringComparison.Ordinal))) look.GiveBack();
            return RegistrationResult.Of(errors);
        }

        look.GiveBack();
        var made = _limits.Begin(AttemptKind.Registration, null, request.Source);
        if (!made.IsAdmitted) return new(null, [TooMany()]);
        var result = await _accounts.InTurnAsync(
            Guid.CreateVersion7(), () => CreateMemberAsync(_accounts.Draft(wanted), request, way, cancellationToken), Busy(), cancellationToken);
        if (result.UserId is null) made.GiveBack();
        return result;
    }

    private async Task<RegistrationResult> CreateMemberAsync(ApplicationUser user, RegistrationRequest request, RegistrationWay way, CancellationToken cancellationToken)
    {
        var refused = await TryInsertAsync(
            user, request,
            async context =>
            {
                if (way == RegistrationWay.Open)
                {
                    user.State = _rules.Current.Approval ? AccountState.Pending : AccountState.Active;
                    return user.State == AccountState.Pending ? "open, waits for approval" : "open";
                }

                var invitation = await _invitations.UseAsync(context, request.Invitation!, cancellationToken) ?? throw new RefusedException(RefusedException.NotFound, "The invitation cannot be used.");
                user.IsAdmin = invitation.MakesAdmin;
                return $"invitation {invitation.Id}{(invitation.Note.Length > 0 ? $" ({invitation.Note})" : "")}{(invitation.MakesAdmin ? ", admin" : "")}";
            },
            cancellationToken);
        if (refused is null) return new(user.Id, []) { IsPending = user.State == AccountState.Pending };
        return refused.Errors.Count > 0 ? RegistrationResult.Of(refused.Errors) : refused.Code == RefusedException.NotFound ? new(null, [NotUsable()]) : Busy();
    }

    private async Task<RefusedException?> TryInsertAsync(ApplicationUser user, RegistrationRequest request, Func<AppDbContext, Task<string?>> prepare, CancellationToken cancellationToken)
    {
        try
        {
            await _accounts.InsertAsync(Actor.Of(new Caller(user.Id) { Address = request.Source.Address }), user, AuditActions.AccountRegistered, prepare, cancellationToken);
            return null;
        }
        catch (RefusedException exception)
        {
            return exception;
        }
    }

    private RegistrationError? CheckCode(string? given) => _accounts.CheckSetupCode(given) switch
    {
        SetupCodeOutcome.Right => null,
        SetupCodeOutcome.Paused => new("setup_code", "setup_code_paused", "There were too many wrong setup codes; try again in five minutes."),
        _ => new("setup_code", "setup_code_wrong", "The setup code is wrong; the server's console shows it, and the file setup-code in its data folder holds it."),
    };

    private static RegistrationResult Closed() => new(null, [new("", "registration_closed", "This server is set up already; ask its admin for an account.")]);

    private static RegistrationResult Busy() => new(null, [new("", "registration_busy", "Too many try to register at once; try again in a moment.")]);

    private static RegistrationError NotUsable() =>
        new("", "invitation_not_usable", "This invitation cannot be used: it is unknown, used up, out of date or withdrawn. Ask whoever gave it to you for a new one.");

    private static RegistrationError TooMany() => new("", RefusedException.RateLimited, "There were too many tries from your address; try again in an hour.");
}
