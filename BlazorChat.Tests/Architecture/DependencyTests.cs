using BlazorChat.Core.Data;

namespace BlazorChat.Tests.Architecture;

/// <summary>Holds the floors of docs/architecture.md over the compiled assemblies, and shows on samples that each rule goes red.</summary>
public sealed class DependencyTests
{
    private static readonly Lazy<IReadOnlyCollection<TypeUse>> Product = new(() =>
    [
        .. Read(typeof(AppDbContext).Assembly.Location),
        .. Read(typeof(Program).Assembly.Location),
    ]);

    [Fact]
    public void Product_IsRead() =>
        Assert.Contains(Product.Value, use => use is { From.Name: "Database", To.Name: "WriterGate" });

    [Fact]
    public void Product_ImportsGoDownTheFloors() => Findings.None(Floors.Check(Product.Value));

    [Fact]
    public void Product_UsesLibrariesWhereTheyBelong() => Findings.None(ForeignTypes.Check(Product.Value));

    [Fact]
    public void Floors_LowerUsesHigher_IsFound() =>
        AssertFound(Floors.Check(SampleAssembly.UsesIn("""
            namespace BlazorChat.Core.Generation { public class Queue { } }
            namespace BlazorChat.Core.Sessions { public class Store { object Make() => new BlazorChat.Core.Generation.Queue(); } }
            """)), "BlazorChat.Core.Sessions.Store uses BlazorChat.Core.Generation.Queue: up the floors.");

    [Theory]
    [InlineData("Queue Field = null!;")]
    [InlineData("Queue? Property => null;")]
    [InlineData("void Parameter(Queue[] queues) { }")]
    [InlineData("void Generic() => System.Array.Empty<Queue>();")]
    [InlineData("System.Type Named() => typeof(Queue);")]
    [InlineData("async System.Threading.Tasks.Task Awaits() { await System.Threading.Tasks.Task.Yield(); Queue.Count++; }")]
    [InlineData("System.Func<int> Lambda() => () => Queue.Count;")]
    [InlineData("class Inner : Queue { }")]
    [InlineData("void Catches() { try { } catch (QueueException) { } }")]
    [InlineData("void Switches(int n) { switch (n) { case 0: case 1: case 2: case 3: Queue.Count = n; break; case 4: throw new QueueException(); } }")]
    [InlineData("[Queued] void Marked() { }")]
    [InlineData("void Constrained<T>() where T : Queue { }")]
    public void Floors_EveryKindOfUse_IsFound(string member) =>
        Assert.NotEmpty(Floors.Check(SampleAssembly.UsesIn($$"""
            #nullable enable
            using BlazorChat.Core.Generation;
            namespace BlazorChat.Core.Generation
            {
                public class Queue { public static int Count; }
                public class QueueException : System.Exception { }
                public class QueuedAttribute : System.Attribute { }
            }
            namespace BlazorChat.Core.Sessions { public class Store { {{member}} } }
            """)));

    [Fact]
    public void Floors_HigherUsesLower_IsFine() =>
        Assert.Empty(Floors.Check(SampleAssembly.UsesIn("""
            namespace BlazorChat.Core.Sessions { public class Store { Parts.Text Part; } }
            namespace BlazorChat.Core.Sessions.Parts { public class Text { Store Of; } }
            namespace BlazorChat.Core.Generation { public class Queue { BlazorChat.Core.Sessions.Store Store; } }
            namespace BlazorChat.Web.Components { public class Page { BlazorChat.Core.Generation.Queue Queue; } }
            """)));

    [Fact]
    public void Floors_CircleOnOneFloor_IsFound() =>
        AssertFound(Floors.Check(SampleAssembly.UsesIn("""
            namespace BlazorChat.Core.Usage { public class A { BlazorChat.Core.Accounts.B X; } }
            namespace BlazorChat.Core.Accounts { public class B { BlazorChat.Core.Providers.C X; } }
            namespace BlazorChat.Core.Providers { public class C { BlazorChat.Core.Usage.A X; } }
            """)), "BlazorChat.Core.Accounts -> BlazorChat.Core.Providers -> BlazorChat.Core.Usage -> BlazorChat.Core.Accounts: a circle of features.");

    [Fact]
    public void Floors_FoldersThatImportEachOther_AreFound() =>
        AssertFound(Floors.Check(SampleAssembly.UsesIn("""
            namespace BlazorChat.Web.Components.Chat { public class A { BlazorChat.Web.Components.Layout.B X; } }
            namespace BlazorChat.Web.Components.Layout { public class B { BlazorChat.Web.Components.Chat.A X; } }
            """)), "BlazorChat.Web.Components.Chat and BlazorChat.Web.Components.Layout import each other.");

    [Fact]
    public void Floors_FolderWithoutFloor_IsFound() =>
        AssertFound(Floors.Check(SampleAssembly.UsesIn("""
            namespace BlazorChat.Core.Helpers { public class A { BlazorChat.Core.Data.B X; } }
            namespace BlazorChat.Core.Data { public class B { } }
            """)), "BlazorChat.Core.Helpers has no floor: give it one in Floors.cs and in docs/architecture.md.");

    [Theory]
    [InlineData("BlazorChat.Core.Sessions", "Microsoft.AspNetCore.Http.HttpContext")]
    [InlineData("BlazorChat.Core.Markdown", "Microsoft.AspNetCore.Components.MarkupString?")]
    [InlineData("BlazorChat.Core.Accounts", "Microsoft.JSInterop.IJSRuntime")]
    [InlineData("BlazorChat.Web.Components", "Microsoft.EntityFrameworkCore.DbContext")]
    [InlineData("BlazorChat.Web.Api", "Npgsql.NpgsqlConnection")]
    [InlineData("BlazorChat.Web.Components.Chat", "Radzen.DialogService")]
    [InlineData("BlazorChat.Web.Hosting", "Radzen.Blazor.RadzenButton")]
    public void Libraries_WhereTheyDoNotBelong_AreFound(string folder, string type) =>
        Assert.Single(ForeignTypes.Check(SampleAssembly.UsesIn($"namespace {folder} {{ public class A {{ {type} X; }} }}")));

    [Theory]
    [InlineData("BlazorChat.Core.Data", "Microsoft.EntityFrameworkCore.DbContext")]
    [InlineData("BlazorChat.Web.Components.Ui", "Radzen.DialogService")]
    [InlineData("BlazorChat.Web.Api", "Microsoft.AspNetCore.Http.HttpContext")]
    public void Libraries_WhereTheyBelong_AreFine(string folder, string type) =>
        Assert.Empty(ForeignTypes.Check(SampleAssembly.UsesIn($"namespace {folder} {{ public class A {{ {type} X; }} }}")));

    [Fact]
    public void Radzen_RegisteredInTwoFiles_IsFound()
    {
        const string Register = "{ static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => Radzen.ServiceCollectionExtensions.AddRadzenComponents(services); }";
        var one = $"namespace BlazorChat.Web.Hosting {{ static class OneExtensions {Register} ";

        Assert.Empty(ForeignTypes.Check(SampleAssembly.UsesIn(one + "}")));
        Assert.Single(ForeignTypes.Check(SampleAssembly.UsesIn(one + $" static class TwoExtensions {Register} }}")));
    }

    private static void AssertFound(IEnumerable<string> findings, string expected) => Assert.Contains(expected, findings);

    private static IReadOnlyCollection<TypeUse> Read(string path)
    {
        using var file = File.OpenRead(path);
        return AssemblyUses.Read(file);
    }
}
