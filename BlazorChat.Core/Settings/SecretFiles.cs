using System.Collections;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Settings;

/// <summary>
/// Reads secrets from files, as containers give them: <c>OPENAI_API_KEY_FILE=/run/secrets/openai</c> sets <c>OPENAI_API_KEY</c> to what the file holds, without white space around it.
/// It works for the names below and for every variable that names a setting of ours (<c>Section__Key_FILE</c>); other programs' <c>…_FILE</c> variables are left alone.
/// </summary>
public sealed class SecretFiles(IDictionary environment) : IConfigurationSource
{
    private const string Suffix = "_FILE";

    private static readonly HashSet<string> Names =
    [
        MasterKeyVariables.Canonical, MasterKeyVariables.Alias, MasterKeyVariables.Previous, "DATABASE_URL", "JWT_SECRET", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENROUTER_API_KEY",
    ];

    /// <summary>Reads the process's own environment.</summary>
    public SecretFiles() : this(Environment.GetEnvironmentVariables())
    {
    }

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(environment);

    private static bool IsOurs(string name) => Names.Contains(name) || name.Contains("__", StringComparison.Ordinal);

    private sealed class Provider(IDictionary environment) : ConfigurationProvider
    {
        public override void Load()
        {
            foreach (DictionaryEntry entry in environment)
            {
                if (entry is not { Key: string variable, Value: string path } || path.Length == 0) continue;
                if (!variable.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || !IsOurs(variable[..^Suffix.Length])) continue;
                var name = variable[..^Suffix.Length];
                if (environment[name] is string { Length: > 0 })
                    throw new StartRefusedException($"{name} and {variable} are both set; remove one of them, e.g. unset {name}.");
                Data[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = Read(variable, path);
            }
        }

        private static string Read(string variable, string path)
        {
            try
            {
                return File.ReadAllText(path).Trim();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new StartRefusedException($"{variable} names the file '{path}', which cannot be read; give the path of a readable file, e.g. {variable}=/run/secrets/{variable[..^Suffix.Length].ToLowerInvariant()}.", exception);
            }
        }
    }
}
