namespace BlazorChat.Core.Settings;

/// <summary>The names under which the key for stored secrets may be given.</summary>
internal static class MasterKeyVariables
{
    public const string Canonical = "BLAZORCHAT_ENCRYPTION_KEY";
    public const string Alias = "ENCRYPTION_KEY";
    public const string Previous = "BLAZORCHAT_ENCRYPTION_KEY_PREVIOUS";
}
