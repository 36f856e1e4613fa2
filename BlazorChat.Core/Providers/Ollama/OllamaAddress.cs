namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Where an Ollama's own API is.</summary>
internal static class OllamaAddress
{
    private static readonly string[] Endings = ["/api", "/v1"];

    /// <summary>Ollama's usual place on the same host.</summary>
    public static Uri Usual { get; } = new("http://localhost:11434");

    /// <summary>
    /// The address before <c>/api</c>, without a slash at its end. People write it with <c>/api</c>, as Ollama's documentation does, or
    /// with <c>/v1</c>, as they do for the API that copies OpenAI's.
    /// </summary>
    public static Uri RootOf(Uri baseUrl)
    {
        var root = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        // Of the path alone: a host may be named api as well.
        var path = baseUrl.AbsolutePath.TrimEnd('/');
        var ending = Endings.FirstOrDefault(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        return new Uri(ending is null ? root : root[..^ending.Length].TrimEnd('/'));
    }

    /// <summary>The address of one of the API's methods: <c>chat</c>, <c>tags</c>, <c>show</c>, <c>version</c>.</summary>
    public static Uri Of(Uri baseUrl, string method) => new($"{RootOf(baseUrl).AbsoluteUri.TrimEnd('/')}/api/{method}");
}
