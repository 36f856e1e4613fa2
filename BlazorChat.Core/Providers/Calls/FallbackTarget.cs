using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>One model that may be asked, and the client that asks it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Client">Its client.</param>
internal sealed record FallbackTarget(ResolvedModel Model, IChatClient Client);
