namespace BlazorChat.Core.Security;

/// <summary>
/// A request that was understood and is not carried out; nothing was changed. The code is one of the API's error codes, the message a
/// sentence for the person who asked.
/// </summary>
public sealed class RefusedException(string code, string message, string? field = null) : Exception(message)
{
    /// <summary>No such thing, or it belongs to someone else.</summary>
    public const string NotFound = "not_found";

    /// <summary>A value is wrong; <see cref="Field"/> or <see cref="Errors"/> name it.</summary>
    public const string ValidationFailed = "validation_failed";

    /// <summary>The idempotency key was used with other content.</summary>
    public const string IdempotencyConflict = "idempotency_conflict";

    /// <summary>No connection offers the model.</summary>
    public const string ModelNotFound = "model_not_found";

    /// <summary>The thing is not in a state in which this can be done.</summary>
    public const string InvalidState = "invalid_state";

    /// <summary>Too much waits already.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>Too many requests of this sort in a short time.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The sign-in is over, or the account may not be used any more.</summary>
    public const string SignedOut = "signed_out";

    /// <summary>Only admins may do this.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>It would leave the server without an admin.</summary>
    public const string LastAdmin = "last_admin";

    /// <summary>Several fields are wrong.</summary>
    public RefusedException(IReadOnlyList<FieldError> errors)
        : this(ValidationFailed, string.Join(" ", errors.Select(error => error.Message)), errors.Count > 0 ? errors[0].Field : null) => Errors = errors;

    /// <summary>One of the constants of this class.</summary>
    public string Code { get; } = code;

    /// <summary>The field of the request, in snake_case; null where it is not about one.</summary>
    public string? Field { get; } = field;

    /// <summary>All that is wrong, where fields are.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = [];
}
