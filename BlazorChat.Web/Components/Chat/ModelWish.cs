namespace BlazorChat.Web.Components.Chat;

/// <summary>How a person wants a model to be shown.</summary>
public enum ModelAct
{
    /// <summary>First in the picker.</summary>
    Favourite,

    /// <summary>As all others.</summary>
    NoFavourite,

    /// <summary>Not in the picker.</summary>
    Hide,

    /// <summary>In the picker again.</summary>
    Show,

    /// <summary>Asked in new chats.</summary>
    Default,

    /// <summary>No longer asked in new chats: the server's default is.</summary>
    ServerDefault,
}

/// <summary>A wish and the model that it is about.</summary>
public sealed record ModelWish(ModelAct Act, string ModelId);
