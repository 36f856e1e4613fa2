namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>What an account asks for beside its password.</summary>
/// <param name="IsOn">Whether a code of an app is asked for.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes were not used yet.</param>
public sealed record SecondFactorStatus(bool IsOn, int RecoveryCodesLeft);
