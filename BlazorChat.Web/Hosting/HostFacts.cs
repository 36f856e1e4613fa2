using BlazorChat.Core.Administration;
using BlazorChat.Web.Components.Circuits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Hosting;

/// <summary>What the health page tells of pages and the network.</summary>
internal sealed class HostFacts(IServer server, IConfiguration configuration, IOptions<ForwardedHeadersOptions> forwarded, CircuitCounts circuits) : IHostFacts
{
    public int OpenPages => circuits.Total;

    public IReadOnlyList<NetworkNote> Notes
    {
        get
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            var proxies = forwarded.Value.KnownIPNetworks;
            var isBeyond = ListeningAddress.IsBeyondLoopback(server);
            var isPlain = isBeyond && proxies.Count == 0 && addresses.Any(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
            var hosts = configuration["AllowedHosts"] is { Length: > 0 } names ? names : "*";
            return
            [
                new(isPlain ? NetworkNote.PlainHttp : NetworkNote.Listening, isPlain, string.Join(", ", addresses)),
                hosts == "*" ? new(NetworkNote.AnyHost, isBeyond, "") : new(NetworkNote.Hosts, false, hosts.Replace(";", ", ", StringComparison.Ordinal)),
                proxies.Count == 0 ? new(NetworkNote.NoProxy, false, "") : new(NetworkNote.Proxies, false, string.Join(", ", proxies)),
            ];
        }
    }
}
