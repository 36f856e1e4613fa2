namespace BlazorChat.Core.Accounts.Throttling;

/// <summary>
/// Holds up whoever guesses. A try is counted before it is looked at and given back when it was right, so that of many at once no more are
/// looked at than of one after another. In memory: a restart forgets it, and takes longer than a lock is worth. Thread-safe.
/// </summary>
internal sealed class AttemptLimits(TimeProvider time)
{
    /// <summary>The wrong tries after which an account waits.</summary>
    public const int MaxPerAccount = 5;

    /// <summary>The wrong tries of an address in an hour.</summary>
    public const int MaxPerAddress = 100;

    /// <summary>The accounts that an address may register in an hour.</summary>
    public const int MaxRegistrationsPerAddress = 20;

    /// <summary>How long an account waits.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>How long a wrong try counts that did not lock the account.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private readonly AttemptCounters<AccountKey> _accounts = new(MaxPerAccount, Memory, Pause);
    private readonly AttemptCounters<AddressKey> _addresses = new(MaxPerAddress, Hour, null);
    private readonly AttemptCounters<AddressKey> _registrations = new(MaxRegistrationsPerAddress, Hour, null);

    /// <summary>Counts a try, and says whether it may be looked at.</summary>
    /// <param name="kind">What is tried.</param>
    /// <param name="account">Whose it is; null where there is no such account, or it is about none.</param>
    /// <param name="source">From where.</param>
    public Attempt Begin(AttemptKind kind, Guid? account, AttemptSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var now = time.GetUtcNow();
        var device = source.DeviceOf(account);
        var address = new AddressKey(kind, source.Network);
        var addresses = AddressesOf(kind);
        lock (_lock)
        {
            // Who signed in from this browser before is not held up by what others do, nor by what others behind the same address do.
            if (device is null && addresses.WaitOf(address, now) is { Ticks: > 0 } busy) return new Attempt(AttemptAnswer.AddressPaused, busy);
            if (device is null) addresses.Add(address, now);
            if (account is not { } id) return Admit(null, address, beginsPause: false);
            var key = new AccountKey(kind, id, device);
            var wait = _accounts.WaitOf(key, now);
            // A guess at an account that waits is one all the same: its address is not given back.
            if (wait > TimeSpan.Zero) return new Attempt(AttemptAnswer.AccountPaused, wait);
            return Admit(key, device is null ? address : null, _accounts.Add(key, now));
        }
    }

    /// <summary>Forgets what was counted against an account: it has a new password, or somebody who may do so says so.</summary>
    public void Forget(Guid account)
    {
        lock (_lock) _accounts.Remove(key => key.Account == account);
    }

    private Attempt Admit(AccountKey? account, AddressKey? address, bool beginsPause) =>
        new(AttemptAnswer.Admitted, TimeSpan.Zero) { BeginsPause = beginsPause, OnEnded = wasRight => End(account, address, wasRight) };

    private void End(AccountKey? account, AddressKey? address, bool wasRight)
    {
        lock (_lock)
        {
            // Whoever knows the secret is who mistyped it before. Of an address only the one try: others share it.
            if (account is { } key && wasRight) _accounts.Remove(key);
            else if (account is { } counted) _accounts.Subtract(counted);
            if (address is { } place) AddressesOf(place.Kind).Subtract(place);
        }
    }

    private AttemptCounters<AddressKey> AddressesOf(AttemptKind kind) => kind == AttemptKind.Registration ? _registrations : _addresses;

    private readonly record struct AccountKey(AttemptKind Kind, Guid Account, Guid? Device);

    private readonly record struct AddressKey(AttemptKind Kind, string Network);
}
