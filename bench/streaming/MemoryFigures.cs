namespace BlazorChat.Bench.Streaming;

/// <summary>What a process holds after a collection.</summary>
/// <param name="Heap">Bytes that live on the managed heap.</param>
/// <param name="Native">Resident bytes that are none of the managed heap's.</param>
internal readonly record struct MemoryFigures(long Heap, long Native);
