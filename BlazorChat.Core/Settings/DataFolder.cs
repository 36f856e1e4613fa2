namespace BlazorChat.Core.Settings;

/// <summary>The folder that holds all that the server keeps: database, keys, copies. Immutable.</summary>
public sealed class DataFolder
{
    private const string Example = "e.g. BlazorChat__DataFolder=/srv/blazorchat";

    private DataFolder(string path) => Root = path;

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    /// <summary>The key ring that guards cookies, mode 0700.</summary>
    public string KeysFolder => Path.Combine(Root, "keys");

    /// <summary>Copies of the database from before an upgrade.</summary>
    public string BackupsFolder => Path.Combine(Root, "backups");

    /// <summary>The key that stored secrets are encrypted with, mode 0600.</summary>
    public string MasterKeyFile => Path.Combine(Root, "master.key");

    /// <summary>The key that takes the place of <see cref="MasterKeyFile"/> as soon as everything is encrypted with it, mode 0600.</summary>
    public string NextMasterKeyFile => Path.Combine(Root, "master.key.next");

    /// <summary>The code that the first account needs, mode 0600; there only until that account is made.</summary>
    public string SetupCodeFile => Path.Combine(Root, "setup-code");

    /// <summary>Finds out the path without touching the disk.</summary>
    /// <param name="configured">The setting; empty is the default.</param>
    /// <exception cref="StartRefusedException">Nothing is set and the account has no home.</exception>
    public static string Resolve(string? configured)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (!string.IsNullOrWhiteSpace(configured))
        {
            var path = configured.Trim();
            if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal)) path = home + path[1..];
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        }

        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (local.Length == 0) throw new StartRefusedException($"No data folder is set and this account has no home folder to put it in; set BlazorChat:DataFolder, {Example}.");
        return Path.Combine(local, "BlazorChat");
    }

    /// <summary>Makes the folder where it is missing (mode 0700) and tries to write to it.</summary>
    /// <exception cref="StartRefusedException">It cannot be made or written to.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(path);
        try
        {
            PrivateFile.CreateFolder(folder.Root);
            var probe = Path.Combine(folder.Root, $".probe-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
            PrivateFile.Open(probe, FileMode.Create).Dispose();
            File.Delete(probe);
            PrivateFile.CreateFolder(folder.KeysFolder);
            PrivateFile.CreateFolder(folder.BackupsFolder);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder '{folder.Root}' cannot be written to ({Reason(exception)}); allow it for the account '{Environment.UserName}' or set BlazorChat:DataFolder to another folder, {Example}.", exception);
        }
    }

    private static string Reason(Exception exception) => exception is UnauthorizedAccessException
        ? "access denied"
        : exception.Message.Split('\n')[0].TrimEnd('.', ' ');
}
