namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Tells JSON that is nested too deeply from JSON that is broken, which the framework's reader reports alike.</summary>
internal static class JsonDepth
{
    /// <summary>How deeply it may be nested: 64 levels (R13), as the framework's reader has it.</summary>
    public const int Max = 64;

    /// <summary>Whether it goes deeper. What stands in strings does not count.</summary>
    public static bool IsTooDeep(ReadOnlySpan<byte> json)
    {
        var (depth, isInString) = (0, false);
        for (var i = 0; i < json.Length; i++)
        {
            var one = json[i];
            if (isInString)
            {
                if (one == '\\') i++;
                else if (one == '"') isInString = false;
            }
            else if (one == '"') isInString = true;
            else if (one is (byte)'{' or (byte)'[')
            {
                if (++depth > Max) return true;
            }
            else if (one is (byte)'}' or (byte)']') depth--;
        }
        return false;
    }
}
