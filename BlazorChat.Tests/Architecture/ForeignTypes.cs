namespace BlazorChat.Tests.Architecture;

/// <summary>Which libraries may be used where.</summary>
internal static class ForeignTypes
{
    private static readonly string[] WebOnly = ["Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.JSInterop", "Radzen"];
    private static readonly string[] DatabaseLibraries = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw"];

    public static IEnumerable<string> Check(IReadOnlyCollection<TypeUse> uses) =>
        RazorInCore(uses).Concat(DatabasesOutsideCore(uses)).Concat(RadzenOutsideUi(uses));

    private static IEnumerable<string> RazorInCore(IEnumerable<TypeUse> uses) => uses
        .Where(use => use.From.IsIn("BlazorChat.Core") && WebOnly.Any(use.To.IsIn))
        .Select(use => $"{use}: Core has no Razor and no HttpContext.");

    private static IEnumerable<string> DatabasesOutsideCore(IEnumerable<TypeUse> uses) => uses
        .Where(use => use.From.IsIn("BlazorChat.Web") && DatabaseLibraries.Any(library => IsOf(use.ToAssembly, library)))
        .Select(use => $"{use}: the database is Core's.");

    /// <summary>Pages use our own components of Components/Ui; Radzen's stand behind them. Its services are registered in one file.</summary>
    private static IEnumerable<string> RadzenOutsideUi(IReadOnlyCollection<TypeUse> uses)
    {
        var outside = uses.Where(use => use.To.IsIn("Radzen") && !use.From.IsIn("BlazorChat.Web.Components.Ui")).ToList();
        var registering = outside.Where(IsRegistration).Select(use => use.From).Distinct().ToList();
        return outside.Where(use => !IsRegistration(use)).Select(use => $"{use}: Radzen is for Components/Ui.")
            .Concat(registering.Skip(1).Select(type => $"{type} registers Radzen too: one file does."));
    }

    private static bool IsRegistration(TypeUse use) =>
        use.To.Name.EndsWith("ServiceCollectionExtensions", StringComparison.Ordinal) && use.From.Name.EndsWith("Extensions", StringComparison.Ordinal);

    private static bool IsOf(string assembly, string library) => assembly == library || assembly.StartsWith(library + ".", StringComparison.Ordinal);
}
