namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>One server-sent event.</summary>
/// <param name="Name">The field <c>event</c>; empty where it was not sent.</param>
/// <param name="Data">The data, valid until the next read.</param>
/// <param name="IsWhole">False where the stream ended before the blank line that closes an event.</param>
internal readonly record struct SseEvent(string Name, ReadOnlyMemory<byte> Data, bool IsWhole);
