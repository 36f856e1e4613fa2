using System.Net;

namespace BlazorChat.Core.Egress;

/// <summary>What may be reached with one trust (R42), with the exceptions as they are configured now. Immutable.</summary>
internal sealed class AddressPolicy
{
    private readonly EgressTrust _trust;
    private readonly HashSet<HostAndPort> _forUsers = [];
    private readonly HashSet<IPAddress> _metadata;

    /// <summary>Makes the policy from options that passed the validation.</summary>
    public AddressPolicy(EgressTrust trust, EgressOptions options)
    {
        _trust = trust;
        foreach (var entry in options.AllowedForUsers)
        {
            if (HostAndPort.TryParse(entry, out var pair)) _forUsers.Add(pair!);
        }
        _metadata = [.. options.AllowedMetadata.SelectMany(text => AddressRanges.MetadataIn(IPAddress.Parse(text)))];
    }

    /// <summary>Checks what can be judged of a request's address before its name is looked up.</summary>
    /// <exception cref="AddressBlockedException">It may not be reached.</exception>
    public void Check(Uri? url)
    {
        var isWeb = url is { IsAbsoluteUri: true } && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
        // What stands before an @ is read as the host by people, and would be sent as a password by some.
        if (!isWeb || url!.UserInfo.Length > 0 || url.Host.Length == 0) throw new AddressBlockedException();
        if (_trust == EgressTrust.Content && url.Port is not (80 or 443)) throw new AddressBlockedException();
        if (url.HostNameType is not (UriHostNameType.IPv4 or UriHostNameType.IPv6)) return;
        // No look-up follows for these, and no connection where one is open already.
        Check(HostAndPort.Of(url), [IPAddress.TryParse(url.IdnHost, out var address) ? address : throw new AddressBlockedException()]);
    }

    /// <summary>Checks all the addresses of a host: one that may not be reached spoils the others, whatever their order.</summary>
    /// <exception cref="AddressBlockedException">One of them may not be reached.</exception>
    public void Check(HostAndPort host, IEnumerable<IPAddress> addresses)
    {
        if (!addresses.All(address => MayReach(host, address))) throw new AddressBlockedException();
    }

    private bool MayReach(HostAndPort host, IPAddress address)
    {
        if (AddressRanges.MetadataIn(address).Any(metadata => !_metadata.Contains(metadata))) return false;
        return _trust switch
        {
            EgressTrust.Admin => true,
            EgressTrust.User => AddressRanges.IsPublic(address) || _forUsers.Contains(host),
            _ => AddressRanges.IsPublic(address),
        };
    }
}
