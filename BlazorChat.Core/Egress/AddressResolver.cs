using System.Net;

namespace BlazorChat.Core.Egress;

/// <summary>Looks up the addresses of a host's name.</summary>
internal delegate Task<IPAddress[]> AddressResolver(string host, CancellationToken cancellationToken);
