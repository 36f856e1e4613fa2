using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>What the command line asks: one line of JSON.</summary>
/// <param name="Verb">The verb, such as <c>user</c>.</param>
/// <param name="Body">What it needs.</param>
internal sealed record ControlRequest(string Verb, JsonElement Body);

/// <summary>One line of the answer, of which one part is there; the last line has the exit code.</summary>
internal sealed record ControlAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Output { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ExitCode { get; init; }
}
