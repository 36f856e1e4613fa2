using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace BlazorChat.Tests.Infrastructure;

/// <summary>bUnit was compiled against AngleSharp.Diffing 1.1.1; 0.17.0 is what every package source has.</summary>
internal static class DiffingAssembly
{
#pragma warning disable CA2255 // A module initializer in a library: the bind must be answered before bUnit loads.
    [ModuleInitializer]
    internal static void Initialize() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "AngleSharp.Diffing" && name.Version is not null ? context.LoadFromAssemblyName(new AssemblyName(name.Name)) : null;
#pragma warning restore CA2255
}
