using BlazorChat.Core.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using IPAddress = System.Net.IPAddress;
using IPNetwork = System.Net.IPNetwork;

namespace BlazorChat.Web.Hosting;

/// <summary>The section <c>Proxies</c>.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>Addresses or networks of the proxies in front of the server, such as <c>10.0.0.5</c> or <c>172.16.0.0/12</c>; default none.</summary>
    public IList<string> Known { get; } = [];
}

/// <summary>Believes <c>X-Forwarded-…</c> from the configured proxies, and from nobody else.</summary>
internal static class ProxySetup
{
    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var known = (configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>() ?? new ProxyOptions()).Known
            .SelectMany(entry => entry.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)).Select(Parse).ToList();
        // After everything else, so that ASPNETCORE_FORWARDEDHEADERS_ENABLED, which trusts everybody, cannot widen it.
        services.PostConfigure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardLimit = known.Count == 0 ? 1 : null;
            options.ForwardedHeaders = known.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var network in known) options.KnownIPNetworks.Add(network);
            // The host that a proxy names has to pass the same list as one that comes without a proxy.
            foreach (var host in (configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (host != "*") options.AllowedHosts.Add(host);
            }
        });
        return services;
    }

    public static void UseProxies(this WebApplication app) => app.UseForwardedHeaders();

    private static IPNetwork Parse(string entry)
    {
        if (IPNetwork.TryParse(entry, out var network)) return network;
        if (IPAddress.TryParse(entry, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        throw new StartRefusedException($"Proxies:Known has '{entry}', which is no address or network, e.g. Proxies__Known__0=10.0.0.5 or 172.16.0.0/12.");
    }
}
