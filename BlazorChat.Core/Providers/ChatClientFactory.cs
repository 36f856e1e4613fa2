using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers;

/// <summary>Stand-in until merged.</summary>
public sealed class ChatClientFactory
{
    /// <summary>Makes.</summary>
    public IChatClient Create(ResolvedModel model) => throw new NotSupportedException();
}
