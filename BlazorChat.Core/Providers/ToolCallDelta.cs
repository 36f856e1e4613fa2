namespace BlazorChat.Core.Providers;

/// <summary>
/// A piece of a tool call that is still being written. It stands as <c>RawRepresentation</c> in an update without contents: a sign of
/// life, and something to show. The whole call follows as one <c>FunctionCallContent</c>.
/// </summary>
/// <param name="Index">Which of the answer's calls, from 0.</param>
/// <param name="Name">The tool's name; null until it is known.</param>
/// <param name="Arguments">The piece of the arguments' JSON text; may be empty.</param>
public sealed record ToolCallDelta(int Index, string? Name, string Arguments);
