namespace BlazorChat.Core.Security;

/// <summary>Who does something that the audit keeps: somebody signed in, somebody who is not, or the command line of this machine.</summary>
public sealed record Actor
{
    private Actor(ActorKind kind, Caller? caller, string? address) => (Kind, Caller, Address) = (kind, caller, address);

    /// <summary>What it is.</summary>
    public ActorKind Kind { get; }

    /// <summary>The account; null where it is none.</summary>
    public Caller? Caller { get; }

    /// <summary>The network address; null where there is none.</summary>
    public string? Address { get; }

    /// <summary>The command line: whoever may use the data folder may do everything.</summary>
    public static Actor CommandLine { get; } = new(ActorKind.CommandLine, null, null);

    /// <summary>The server by itself.</summary>
    public static Actor Server { get; } = new(ActorKind.Server, null, null);

    /// <summary>Somebody who is signed in.</summary>
    public static Actor Of(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new(ActorKind.User, caller, caller.Address);
    }

    /// <summary>Somebody who is not signed in.</summary>
    public static Actor Stranger(string? address) => new(ActorKind.Stranger, null, address);
}

/// <summary>What an <see cref="Actor"/> is. The numbers are stored: they never change.</summary>
public enum ActorKind
{
    /// <summary>An account.</summary>
    User = 0,

    /// <summary>Nobody who is signed in.</summary>
    Stranger = 1,

    /// <summary>The command line.</summary>
    CommandLine = 2,

    /// <summary>The server by itself.</summary>
    Server = 3,
}
