namespace BlazorChat.Core.Data;

/// <summary>The disk or the database's quota is full: nothing of the write was kept, reads go on.</summary>
public sealed class StorageFullException(Exception inner)
    : Exception("The server's disk is full, so nothing was saved. Free some space; no restart is needed.", inner);
