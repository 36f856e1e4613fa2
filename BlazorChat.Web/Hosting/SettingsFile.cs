using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// A settings file in a folder that holds much else. The framework's own source would watch everything below that folder (PhysicalFilesWatcher
/// includes subfolders), which for a repository is thousands of watches; this one watches the folder alone.
/// </summary>
internal sealed class SettingsFile : JsonConfigurationSource
{
    public SettingsFile(string folder, string name) => (Folder, Path, Optional, ReloadOnChange) = (folder, name, true, true);

    public string Folder { get; }

    // Called anew whenever a source is added beside it; each provider ends its own watch.
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        var files = new OneFolder(Folder, Path!);
        FileProvider = files;
        EnsureDefaults(builder);
        return new Provider(this, files);
    }

    private sealed class Provider(SettingsFile source, OneFolder files) : JsonConfigurationProvider(source)
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            files.Dispose();
        }
    }

    private sealed class OneFolder : IFileProvider, IDisposable
    {
        private readonly string _folder;
        private readonly PhysicalFilesWatcher _watcher;

        public OneFolder(string folder, string name)
        {
            _folder = folder;
            var watcher = new FileSystemWatcher(folder, name);
            _watcher = new PhysicalFilesWatcher(folder + System.IO.Path.DirectorySeparatorChar, watcher, pollForChanges: false);
            watcher.IncludeSubdirectories = false; // Its constructor has just turned it on.
        }

        public IFileInfo GetFileInfo(string subpath) => new PhysicalFileInfo(new FileInfo(System.IO.Path.Combine(_folder, subpath)));

        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IChangeToken Watch(string filter) => _watcher.CreateFileChangeToken(filter);

        public void Dispose() => _watcher.Dispose();
    }
}
