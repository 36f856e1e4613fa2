using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Settings;

/// <summary>The settings that are needed before anything else can be made, read and checked together.</summary>
/// <param name="DataFolderPath">The full path of the data folder, which may not exist yet.</param>
/// <param name="Database">The database.</param>
/// <param name="Port">The port of <c>PORT</c>; null where it is not set.</param>
public sealed record ServerSettings(string DataFolderPath, DatabaseSettings Database, int? Port)
{
    /// <summary>The address under which people reach the server; null where it is not set.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Reads them all.</summary>
    /// <exception cref="StartRefusedException">Something is wrong; the message has a sentence for each thing.</exception>
    public static ServerSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var problems = new List<string>();
        var server = Section<BlazorChatOptions>(configuration, BlazorChatOptions.Section, problems);
        var options = Section<DatabaseOptions>(configuration, DatabaseOptions.Section, problems);
        var folder = Try(() => DataFolder.Resolve(server.DataFolder), problems);
        var database = Try(() => DatabaseSettings.Resolve(options, folder ?? Path.GetTempPath()), problems);
        var port = Try(() => new PortOf(WellKnownVariables.Port(configuration)), problems);
        var publicUrl = Try(() => new PublicAddress(PublicAddress.Read(server.PublicUrl)), problems);
        if (problems.Count > 0) throw new StartRefusedException(string.Join(" ", problems));
        return new ServerSettings(folder!, database!, port!.Value) { PublicUrl = publicUrl!.Url };
    }

    private static T Section<T>(IConfiguration configuration, string name, List<string> problems) where T : class, new()
    {
        var section = configuration.GetSection(name);
        var known = typeof(T).GetProperties().Select(property => property.Name).ToList();
        foreach (var unknown in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase) && !child.Key.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase)))
            problems.Add($"{unknown.Path} is no setting; {name} has {string.Join(", ", known)}, e.g. {name}__{known[0]}.");
        try
        {
            return section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException exception)
        {
            problems.Add($"{name} has a value that cannot be read ({exception.Message.TrimEnd('.')}); appsettings.json shows every setting with its unit, e.g. {name}__{known[0]}.");
            return new T();
        }
    }

    private static T? Try<T>(Func<T> read, List<string> problems) where T : class
    {
        try
        {
            return read();
        }
        catch (StartRefusedException exception)
        {
            problems.Add(exception.Message);
            return null;
        }
    }

    private sealed record PortOf(int? Value);
}
