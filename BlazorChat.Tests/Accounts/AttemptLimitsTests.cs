using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Accounts;

public sealed class AttemptLimitsTests
{
    private static readonly AttemptSource Here = new("192.0.2.1");
    private readonly ManualTime _time = new();
    private readonly Guid _ann = Guid.CreateVersion7();
    private readonly AttemptLimits _limits;

    public AttemptLimitsTests() => _limits = new AttemptLimits(_time);

    [Fact]
    public void Account_TwoHundredWrongAtOnce_FiveAreLookedAtAndOneBeginsThePause()
    {
        var attempts = new Attempt[200];
        Parallel.For(0, attempts.Length, i => attempts[i] = Try(new AttemptSource($"192.0.2.{i}")));

        Assert.Equal(AttemptLimits.MaxPerAccount, attempts.Count(attempt => attempt.IsAdmitted));
        Assert.Single(attempts, attempt => attempt.BeginsPause);
        Assert.Equal(AttemptAnswer.AccountPaused, Try(Here).Answer);
        _time.Advance(AttemptLimits.Pause);
        Assert.True(Try(Here).IsAdmitted);
    }

    [Fact]
    public void Account_FourWrongThenRight_StartsAnew()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) Assert.True(Try(Here).IsAdmitted);
            var right = Try(Here);
            Assert.True(right.IsAdmitted);
            right.GiveBack();
        }
    }

    [Fact]
    public void Account_OfAnotherKindOrPerson_HasCountersOfItsOwn()
    {
        for (var i = 0; i < 5; i++) Try(Here);

        Assert.False(Try(Here).IsAdmitted);
        Assert.True(_limits.Begin(AttemptKind.SecondFactor, _ann, Here).IsAdmitted);
        Assert.True(_limits.Begin(AttemptKind.SignIn, Guid.CreateVersion7(), Here).IsAdmitted);
        _limits.Forget(_ann);
        Assert.True(Try(Here).IsAdmitted);
    }

    [Fact]
    public void Device_ThatSignedInBefore_IsNotHeldUpByStrangersAndHasItsOwnFive()
    {
        var home = Here with { Devices = new Dictionary<Guid, Guid> { [_ann] = Guid.CreateVersion7() } };
        for (var i = 0; i < AttemptLimits.MaxPerAddress; i++) Try(Here);
        Assert.Equal(AttemptAnswer.AddressPaused, Try(Here).Answer);

        for (var i = 0; i < 5; i++) Assert.True(Try(home).IsAdmitted);
        Assert.Equal(AttemptAnswer.AccountPaused, Try(home).Answer);
        // It is one for that account only.
        Assert.Equal(AttemptAnswer.AddressPaused, _limits.Begin(AttemptKind.SignIn, Guid.CreateVersion7(), home).Answer);
    }

    [Fact]
    public void Address_HundredWrongInAnHour_WaitsUntilTheHourIsOver()
    {
        for (var i = 0; i < AttemptLimits.MaxPerAddress; i++)
        {
            Assert.True(_limits.Begin(AttemptKind.SignIn, null, Here).IsAdmitted);
            _limits.Begin(AttemptKind.SignIn, Guid.CreateVersion7(), Here).GiveBack(); // Right ones do not count.
        }

        _time.Advance(TimeSpan.FromMinutes(20));
        var refused = _limits.Begin(AttemptKind.SignIn, null, Here);
        Assert.Equal((AttemptAnswer.AddressPaused, TimeSpan.FromMinutes(40)), (refused.Answer, refused.RetryAfter));
        Assert.True(_limits.Begin(AttemptKind.SignIn, null, new AttemptSource("192.0.2.2")).IsAdmitted);
        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.True(_limits.Begin(AttemptKind.SignIn, null, Here).IsAdmitted);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData(null, "no address", true)]
    public void Address_IsCountedByItsNetwork(string? one, string? other, bool same) =>
        Assert.Equal(same, new AttemptSource(one).Network == new AttemptSource(other).Network);

    [Fact]
    public void Registration_TwentyAnHour_AreAllAndRefusedOnesDoNotCount()
    {
        for (var i = 0; i < AttemptLimits.MaxRegistrationsPerAddress; i++)
        {
            _limits.Begin(AttemptKind.Registration, null, Here).GiveBack();
            Assert.True(_limits.Begin(AttemptKind.Registration, null, Here).IsAdmitted);
        }

        Assert.Equal(AttemptAnswer.AddressPaused, _limits.Begin(AttemptKind.Registration, null, Here).Answer);
    }

    [Fact]
    public void Counters_OfVeryManyAddresses_StayBounded()
    {
        var counters = new AttemptCounters<int>(2, TimeSpan.FromHours(1), null);
        var now = _time.GetUtcNow();
        for (var i = 0; i < AttemptCounters<int>.MaxKeys + 10; i++) counters.Add(i, now.AddTicks(i));

        Assert.InRange(counters.Count, 1, AttemptCounters<int>.MaxKeys);
        Assert.True(counters.Add(AttemptCounters<int>.MaxKeys + 9, now.AddTicks(AttemptCounters<int>.MaxKeys + 9))); // The newest are kept.
    }

    private Attempt Try(AttemptSource source) => _limits.Begin(AttemptKind.SignIn, _ann, source);
}
