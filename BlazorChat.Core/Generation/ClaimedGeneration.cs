using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>A job that this process runs now.</summary>
/// <param name="Job">The job as it was claimed.</param>
/// <param name="Message">The message to fill, with what an earlier attempt left in it.</param>
/// <param name="Branch">The messages before it, oldest first.</param>
/// <param name="Model">Who is asked; null where no connection offers the model any more.</param>
/// <param name="UsageEntryId">The row of the ledger that was opened.</param>
internal sealed record ClaimedGeneration(GenerationJob Job, Message Message, IReadOnlyList<Message> Branch, ResolvedModel? Model, Guid UsageEntryId);
