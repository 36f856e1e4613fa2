namespace BlazorChat.Core.Providers;

/// <summary>The names under which providers and their callers add to the <c>AdditionalProperties</c> of contents and options.</summary>
public static class ContentKeys
{
    /// <summary>On a <c>FunctionCallContent</c>: the arguments' JSON text as the model wrote it, also where it is no valid JSON. A string.</summary>
    public const string RawArguments = "raw_arguments";

    /// <summary>On <c>ChatOptions</c>: fields to add to the request's body. A <c>JsonElement</c> that is an object.</summary>
    public const string ExtraBody = "extra_body";
}
