using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace BlazorChat.Core.Data;

/// <summary>
/// Loads the SQLite library: the operating system's where it is 3.38 or newer, else the packaged one (3.35.5).
/// </summary>
/// <remarks>
/// Microsoft.Data.Sqlite 10 was compiled against SQLitePCLRaw.core 2.1; docs/adr/002-sqlite-library.md says why it runs on 2.0.6 here.
/// The runtime refuses a lower assembly version by itself, so this answers the failed bind.
/// </remarks>
public static class SqliteNative
{
    private const int OldestSystemVersion = 3_038_000;

    /// <summary>Where the library in use came from: the operating system's name for it, or <c>packaged</c>.</summary>
    public static string Source { get; private set; } = "packaged";

    /// <summary>Whether the packaged, older library is in use; the log says so at start.</summary>
    public static bool IsPackaged => Source == "packaged";

#pragma warning disable CA2255 // A module initializer in a library: it must run before the first use of SQLite anywhere.
    [ModuleInitializer]
    internal static void Initialize()
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Name == "SQLitePCLRaw.core" && name.Version is not null ? context.LoadFromAssemblyName(new AssemblyName(name.Name)) : null;
        SetProvider();
    }
#pragma warning restore CA2255

    [MethodImpl(MethodImplOptions.NoInlining)] // Its types must not be loaded before the handler above is in place.
    private static void SetProvider()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, static (name, _, _) =>
            name == "e_sqlite3" ? FindSystemLibrary() : IntPtr.Zero);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
    }

    private static IntPtr FindSystemLibrary()
    {
        var name = OperatingSystem.IsWindows() ? "winsqlite3" : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";
        if (!NativeLibrary.TryLoad(name, out var library) || !NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var export)
            || Marshal.GetDelegateForFunctionPointer<LibraryVersionNumber>(export)() < OldestSystemVersion)
        {
            return IntPtr.Zero; // The default search then finds the packaged one.
        }

        Source = name;
        return library;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int LibraryVersionNumber();
}
