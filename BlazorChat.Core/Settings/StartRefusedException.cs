namespace BlazorChat.Core.Settings;

/// <summary>The server does not start. The message is one sentence (one each, where several things are wrong) for the person who started it, and is shown without a stack trace.</summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>Makes it of one sentence.</summary>
    public StartRefusedException(string message) : base(message)
    {
    }

    /// <summary>Makes it of one sentence and what caused it.</summary>
    public StartRefusedException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
