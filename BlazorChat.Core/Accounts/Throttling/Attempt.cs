namespace BlazorChat.Core.Accounts.Throttling;

/// <summary>A try that was counted.</summary>
/// <param name="Answer">Whether it may be looked at.</param>
/// <param name="RetryAfter">How long to wait where it may not.</param>
internal sealed record Attempt(AttemptAnswer Answer, TimeSpan RetryAfter)
{
    private int _isEnded;

    /// <summary>Whether it may be looked at.</summary>
    public bool IsAdmitted => Answer == AttemptAnswer.Admitted;

    /// <summary>Whether the account waits from now on, unless this try is given back: the one time to tell of it.</summary>
    public bool BeginsPause { get; init; }

    /// <summary>Does not count it any more, nor the wrong ones of the same account before it: the secret was right. Once; further calls do nothing.</summary>
    public void GiveBack()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0) OnEnded?.Invoke(true);
    }

    /// <summary>Does not count it any more: it was not looked at after all. Once, as <see cref="GiveBack"/>.</summary>
    public void Withdraw()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0) OnEnded?.Invoke(false);
    }

    /// <summary>What takes it out of the counters; true where it was right.</summary>
    internal Action<bool>? OnEnded { get; init; }
}

/// <summary>What becomes of a try.</summary>
internal enum AttemptAnswer
{
    /// <summary>It is looked at.</summary>
    Admitted,

    /// <summary>The account waits. Who is not signed in must not learn it: it is to sound and cost like a wrong one.</summary>
    AccountPaused,

    /// <summary>The address waits, which says nothing of any account: 429.</summary>
    AddressPaused,
}
