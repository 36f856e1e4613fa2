using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Components;

namespace BlazorChat.Web.Components.State;

/// <summary>The way of what a prerendered component has read to the same component of the circuit, by a name that both know. One for each request and each circuit.</summary>
internal sealed class PageHandover(PersistentComponentState persisted, PrerenderHandover things)
{
    /// <summary>Asks at the end of the prerendering what is to be handed over; null is nothing. The component disposes what this returns.</summary>
    /// <param name="name">The component's name for it.</param>
    /// <param name="read">Gives its owner, itself, and about how much text it holds, in UTF-16 units.</param>
    public IDisposable Offer(string name, Func<(Caller Owner, object Value, long Units)?> read) => persisted.RegisterOnPersisting(() =>
    {
        if (read() is var (owner, value, units)) persisted.PersistAsJson(name, things.Put(owner, value, units));
        return Task.CompletedTask;
    });

    /// <summary>Takes what was handed over; null where nothing was, or it is gone.</summary>
    public T? Take<T>(string name, Caller owner) where T : class => persisted.TryTakeFromJson<Guid>(name, out var key) ? things.Take<T>(owner, key) : null;
}
