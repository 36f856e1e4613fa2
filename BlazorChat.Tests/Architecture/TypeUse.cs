namespace BlazorChat.Tests.Architecture;

/// <summary>One type of an assembly uses another type, in its signatures, its code or its attributes. Nested types count as their outermost.</summary>
/// <param name="From">The using type.</param>
/// <param name="To">The used type.</param>
/// <param name="ToAssembly">The used type's assembly; empty where it is the same.</param>
internal sealed record TypeUse(TypeName From, TypeName To, string ToAssembly)
{
    public override string ToString() => $"{From} uses {To}";
}

internal sealed record TypeName(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    public bool IsIn(string prefix) => Namespace == prefix || Namespace.StartsWith(prefix + ".", StringComparison.Ordinal);
}
