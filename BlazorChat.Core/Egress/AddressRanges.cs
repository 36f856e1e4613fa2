using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace BlazorChat.Core.Egress;

/// <summary>What an IP address is: public, one of a cloud's metadata service, or neither. IPv4 addresses inside IPv6 ones are found.</summary>
internal static class AddressRanges
{
    /// <summary>From IANA's special-purpose registry for IPv4, and multicast.</summary>
    private static readonly IPNetwork[] NotPublic4 = Networks(
        "0.0.0.0/8", // this network, and unspecified
        "10.0.0.0/8", // private
        "100.64.0.0/10", // shared (carriers' NAT, overlay networks)
        "127.0.0.0/8", // loopback
        "169.254.0.0/16", // link-local
        "172.16.0.0/12", // private
        "192.0.0.0/24", // IETF protocol assignments
        "192.0.2.0/24", // documentation
        "192.88.99.0/24", // 6to4 relays, deprecated
        "192.168.0.0/16", // private
        "198.18.0.0/15", // benchmarking
        "198.51.100.0/24", // documentation
        "203.0.113.0/24", // documentation
        "224.0.0.0/4", // multicast
        "240.0.0.0/4"); // reserved, and broadcast

    /// <summary>All that IANA has given out for the public. Outside of it are loopback, fc00::/7, fe80::/10, fec0::/10, ff00::/8, 100::/64, 5f00::/16.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>What is special inside of <see cref="Global6"/>.</summary>
    private static readonly IPNetwork[] NotPublic6 = Networks(
        "2001::/23", // IETF protocol assignments: benchmarking, ORCHID, drone ids, …
        "2001:db8::/32", // documentation
        "3fff::/20"); // documentation

    /// <summary>The addresses under which clouds give a machine its credentials.</summary>
    private static readonly IPAddress[] Metadata =
    [
        .. new[]
        {
            "169.254.169.254", // Amazon, Google, Azure, Oracle, DigitalOcean, OpenStack, …
            "fd00:ec2::254", // Amazon
            "169.254.170.2", "169.254.170.23", "fd00:ec2::23", // Amazon's containers
            "fd20:ce::254", // Google
            "168.63.129.16", // Azure
            "100.100.100.200", // Alibaba
            "192.0.0.192", // Oracle, classic
            "169.254.42.42", "fd00:42::42", // Scaleway
            "169.254.0.23", // Tencent
            "fe80::a9fe:a9fe", // OpenStack
        }.Select(IPAddress.Parse),
    ];

    private static readonly IPNetwork[] Embedding96 = Networks(
        "::/96", // IPv4-compatible
        "::ffff:0:0:0/96", // IPv4-translated
        "64:ff9b::/96"); // NAT64

    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>Whether everybody in the world reaches the same thing at this address.</summary>
    public static bool IsPublic(IPAddress address)
    {
        address = Plain(address);
        if (address.AddressFamily == AddressFamily.InterNetwork) return !NotPublic4.Any(network => network.Contains(address));
        // ::, ::1 and what looks like an IPv4-compatible address are outside of the public range, whatever stands inside.
        var embedded = Embedded(address);
        if (embedded.Any(inner => !IsPublic(inner))) return false;
        if (SixToFour.Contains(address) || Teredo.Contains(address) || Embedding96.Any(network => network.Contains(address))) return embedded.Count > 0;
        return Global6.Contains(address) && !NotPublic6.Any(network => network.Contains(address));
    }

    /// <summary>Whether it is, or holds, the address of a cloud's metadata service.</summary>
    public static bool IsMetadata(IPAddress address) => All(address).Any(one => Metadata.Contains(one));

    /// <summary>The metadata addresses among the address and those inside of it.</summary>
    public static IEnumerable<IPAddress> MetadataIn(IPAddress address) => All(address).Where(one => Metadata.Contains(one));

    private static IEnumerable<IPAddress> All(IPAddress address) => [Plain(address), .. Embedded(Plain(address))];

    private static List<IPAddress> Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return [];
        var bytes = address.GetAddressBytes();
        List<IPAddress> found = [];
        // :: and ::1 are addresses of their own, not IPv4 ones.
        var isOwn = address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.IPv6Loopback);
        if (!isOwn && Embedding96.Any(network => network.Contains(address))) found.Add(At(bytes, 12));
        if (SixToFour.Contains(address)) found.Add(At(bytes, 2));
        if (LocalNat64.Contains(address))
        {
            // RFC 6052: after a prefix of 48 bits the address goes around the ninth byte; after one of 96 it stands at the end.
            found.Add(new IPAddress([bytes[6], bytes[7], bytes[9], bytes[10]]));
            found.Add(At(bytes, 12));
        }
        if (Teredo.Contains(address))
        {
            found.Add(At(bytes, 4));
            found.Add(new IPAddress([.. bytes[12..].Select(value => (byte)~value)]));
        }
        // ISATAP: an interface id of 0000:5efe or 0200:5efe and the IPv4 address, behind any prefix.
        if ((BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8)) & ~0x0200_0000u) == 0x0000_5efe) found.Add(At(bytes, 12));
        return found;
    }

    private static IPAddress At(byte[] bytes, int index) => new(bytes.AsSpan(index, 4));

    /// <summary>Without a scope, and IPv4 where it is IPv4-mapped: <see cref="IPNetwork.Contains"/> gives no reliable answer for those.</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(network => IPNetwork.Parse(network))];
}
