using System.Net;
using BlazorChat.Core.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BlazorChat.Web.Hosting;

/// <summary>Where the server listens.</summary>
internal static class ListeningAddress
{
    private const string Default = "http://localhost:8080";
    private const string Example = "e.g. ASPNETCORE_URLS=http://localhost:8080";

    /// <summary>
    /// Strongest first: <c>Kestrel:Endpoints</c>, <c>ASPNETCORE_URLS</c>, <c>PORT</c> (on every address), <c>ASPNETCORE_HTTP_PORTS</c> (which some base images set), else this machine alone.
    /// </summary>
    /// <exception cref="StartRefusedException">An address cannot be read.</exception>
    public static void ListenOn(this WebApplicationBuilder builder, int? port)
    {
        var configuration = builder.Configuration;
        builder.WebHost.ConfigureKestrel(KestrelLimits.Apply);
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any()) return;
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
        {
            foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) Check(url);
            return;
        }

        if (port is not null) builder.WebHost.UseUrls($"http://*:{port}");
        else if (string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey]) && string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])) builder.WebHost.UseUrls(Default);
    }

    /// <summary>Whether another machine could reach it. An address that cannot be understood counts as reachable.</summary>
    public static bool IsBeyondLoopback(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses;
        return addresses is null or { Count: 0 } || addresses.Any(address => !IsLoopback(address));
    }

    /// <summary>The address to type into a browser on this machine; an empty text where there is none.</summary>
    public static string ForPeople(IServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null) return "";
        var binding = BindingAddress.Parse(address);
        return IsAny(binding.Host) ? $"{binding.Scheme}://localhost:{binding.Port}" : address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    }

    /// <summary>Whether the name can only mean this machine. No other name counts, not even one that resolves to it: names can be pointed anywhere.</summary>
    public static bool IsLoopbackName(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    // Behind a socket in the file system there is always a proxy, and whom that serves nobody here knows.
    private static bool IsLoopback(string address)
    {
        var binding = BindingAddress.Parse(address);
        return !binding.IsUnixPipe && !binding.IsNamedPipe && IsLoopbackName(binding.Host);
    }

    private static bool IsAny(string host) => host is "*" or "+" or "0.0.0.0" or "[::]" or "::";

    private static void Check(string url)
    {
        try
        {
            BindingAddress.Parse(url);
        }
        catch (FormatException exception)
        {
            throw new StartRefusedException($"The listening address '{url}' cannot be read, {Example}.", exception);
        }
    }
}
