using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlazorChat.Core.Accounts.Throttling;

/// <summary>From where somebody tries.</summary>
/// <param name="Address">The network address; null where it is not known, and all such are counted as one.</param>
public sealed record AttemptSource(string? Address)
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The browser's devices by account: whoever signed in before from here has a counter of its own, and is not held up by the tries of strangers.
    /// https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
    /// </summary>
    public IReadOnlyDictionary<Guid, Guid> Devices { get; init; } = new Dictionary<Guid, Guid>();

    /// <summary>From nowhere that is known.</summary>
    public static AttemptSource Unknown { get; } = new((string?)null);

    /// <summary>The device that has signed in to the account before; null where there is none.</summary>
    internal Guid? DeviceOf(Guid? account) => account is { } id && Devices.TryGetValue(id, out var device) ? device : null;

    /// <summary>What is counted as one address. Of IPv6 the network of 64 bits, because one subscriber has all addresses of at least that.</summary>
    internal string Network
    {
        get
        {
            if (!IPAddress.TryParse(Address, out var address)) return "";
            if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
            return address.AddressFamily == AddressFamily.InterNetworkV6
                ? string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))}::/64")
                : address.ToString();
        }
    }
}
