using System.Text.Json.Serialization;

namespace BlazorChat.Core.Sessions.Parts;

/// <summary>
/// One typed piece of a message's content. Positions in a stream count over the <see cref="Length"/> of the parts in order, so that a
/// position can be found again in the stored message at any later time.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextPart), "text")]
[JsonDerivedType(typeof(ReasoningPart), "reasoning")]
[JsonDerivedType(typeof(ToolCallPart), "tool_call")]
[JsonDerivedType(typeof(ImagePart), "image")]
[JsonDerivedType(typeof(CitationPart), "citation")]
[JsonDerivedType(typeof(ErrorPart), "error")]
public abstract record MessagePart
{
    /// <summary>How far this part moves a stream's position, in UTF-16 units.</summary>
    [JsonIgnore]
    public abstract int Length { get; }
}

/// <summary>A part that grows by appending while it streams.</summary>
public abstract record GrowingPart(string Text) : MessagePart
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Length => Text.Length;
}

/// <summary>What is said, as Markdown source.</summary>
public sealed record TextPart(string Text) : GrowingPart(Text);

/// <summary>What the model thought before it answered, where it tells.</summary>
public sealed record ReasoningPart(string Text) : GrowingPart(Text);

/// <summary>A call of a tool that the model asks for. Kept and streamed whole.</summary>
/// <param name="CallId">The provider's id of the call.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as the model wrote them: JSON, if it kept to it.</param>
public sealed record ToolCallPart(string CallId, string Name, string Arguments) : MessagePart
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Length => Arguments.Length;
}

/// <summary>An image that the model made. Kept apart from the message, streamed as a reference.</summary>
/// <param name="ImageId">Under which it is kept.</param>
/// <param name="MediaType">What it is by its content: <c>image/png</c>, <c>image/jpeg</c>, <c>image/gif</c> or <c>image/webp</c>.</param>
public sealed record ImagePart(Guid ImageId, string MediaType) : MessagePart
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Length => 1;
}

/// <summary>A source that the model names. It stands behind what was said.</summary>
/// <param name="Url">Where it is; http or https.</param>
/// <param name="Title">Its title; null where none was given.</param>
/// <param name="Quote">What was cited; null where it was not given.</param>
public sealed record CitationPart(string Url, string? Title = null, string? Quote = null) : MessagePart
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Length => 1;
}

/// <summary>What ended the answer: always its last part, and gone when the answer is continued.</summary>
/// <param name="Code">What happened, in the words of the API's error codes, such as <c>provider_unreachable</c>.</param>
/// <param name="Message">A sentence in English for readers that have no text for the code. Never a key, a header or a stack.</param>
/// <param name="Subject">What it happened to, usually the connection's name.</param>
/// <param name="Detail">The provider's own words or its status and request id, masked and cut; null where there are none.</param>
public sealed record ErrorPart(string Code, string Message, string? Subject = null, string? Detail = null) : MessagePart
{
    /// <summary>The <see cref="Reason"/> of a provider's error where the conversation does not fit into the model's window.</summary>
    public const string ConversationTooLong = "conversation_too_long";

    /// <summary>What more is known, as a word under which there is a text of its own; null where nothing is.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Length => 1;
}
