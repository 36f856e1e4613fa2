using System.Net.Http;

namespace BlazorChat.Core.Egress;

/// <summary>
/// An address may not be reached with the trust that it was chosen with. It says neither which address a name has nor what is there (R43).
/// An <see cref="HttpRequestException"/>, because that is what the pipelines of client libraries let through.
/// </summary>
internal sealed class AddressBlockedException() : HttpRequestException(HttpRequestError.Unknown, "The address may not be reached by this connection.");
