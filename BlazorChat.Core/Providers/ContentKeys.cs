namespace BlazorChat.Core.Providers;

/// <summary>The names under which providers add to the <c>AdditionalProperties</c> of contents.</summary>
public static class ContentKeys
{
    /// <summary>On a <c>FunctionCallContent</c>: the arguments' JSON text as the model wrote it, also where it is no valid JSON. A string.</summary>
    public const string RawArguments = "raw_arguments";
}
