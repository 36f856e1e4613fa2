using System.Reflection;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Access;

/// <summary>A public method of Core that takes who asks, and how to call it without knowing it.</summary>
internal sealed record CallerMethod(Type Type, MethodInfo Method)
{
    /// <summary>All of them, in every public type: whoever adds one need not think of it here.</summary>
    public static IReadOnlyList<CallerMethod> All { get; } =
    [
        .. from type in typeof(Caller).Assembly.GetExportedTypes()
           where type != typeof(Caller) && type != typeof(Actor)
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where !method.IsSpecialName && Array.Exists(method.GetParameters(), IsWho)
           select new CallerMethod(type, method),
    ];

    /// <summary>Tells it from every other.</summary>
    public string Name => $"{Type.Name}.{Method.Name}({string.Join(',', Method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    /// <summary>Calls it to its end, or to its first element, with values of no meaning. Null where nothing was thrown.</summary>
    public async Task<Exception?> CallAsync(IServiceProvider services, Caller caller)
    {
        var instance = services.GetService(Type) ?? throw new InvalidOperationException($"{Type} is no service of the program: register it, or keep it internal.");
        var arguments = Method.GetParameters().Select(parameter => Make(parameter.ParameterType, caller)).ToArray();
        try
        {
            await AwaitAsync(Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null));
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static bool IsWho(ParameterInfo parameter) => parameter.ParameterType == typeof(Caller) || parameter.ParameterType == typeof(Actor);

    private static async Task AwaitAsync(object? result)
    {
        if (result is null) return;
        var type = result.GetType();
        if (result is Task task) await task;
        else if (result is ValueTask pending) await pending;
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>)) await (Task)type.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(result, null)!;
        else if (Array.Find(type.GetInterfaces(), one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) is { } sequence)
        {
            await (Task)typeof(CallerMethod).GetMethod(nameof(FirstAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(sequence.GetGenericArguments()).Invoke(null, [result])!;
        }
    }

    private static async Task FirstAsync<T>(IAsyncEnumerable<T> sequence)
    {
        await foreach (var _ in sequence.WithCancellation(TestTimeout.Token)) return;
    }

    private static object? Make(Type type, Caller caller)
    {
        if (type == typeof(Caller)) return caller;
        if (type == typeof(Actor)) return Actor.Of(caller);
        if (type == typeof(CancellationToken)) return TestTimeout.Token;
        if (type == typeof(Guid)) return Guid.CreateVersion7();
        if (type == typeof(string)) return "x";
        if (type == typeof(Stream)) return new MemoryStream();
        if (Nullable.GetUnderlyingType(type) is not null) return null;
        if (type.IsValueType) return Activator.CreateInstance(type);
        if (type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType())) return Array.CreateInstance(item, 0);
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.GetConstructors().MinBy(constructor => constructor.GetParameters().Length) is { } made)
            return made.Invoke([.. made.GetParameters().Select(parameter => Make(parameter.ParameterType, caller))]);
        if (type.GetProperties(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(property => property.PropertyType == type) is { } known) return known.GetValue(null);
        throw new InvalidOperationException($"No value of {type} can be made: say here how.");
    }
}
