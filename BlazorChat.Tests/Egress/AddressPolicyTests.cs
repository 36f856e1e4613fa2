using System.Net;
using BlazorChat.Core.Egress;

namespace BlazorChat.Tests.Egress;

/// <summary>Which addresses may be reached with which trust.</summary>
public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.1")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:82a::200e")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:f7f7:f7f7")] // Teredo: 8.8.8.8 behind 65.54.227.120
    [InlineData("2606:4700::5efe:8.8.8.8")]
    public void Public_WithAnyTrust_MayBeReached(string address)
    {
        Assert.True(MayReach(EgressTrust.Admin, address));
        Assert.True(MayReach(EgressTrust.User, address));
        Assert.True(MayReach(EgressTrust.Content, address));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.0")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.1.1")]
    [InlineData("172.16.0.0")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("100::1")]
    [InlineData("fc00::1")]
    [InlineData("fdff::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("5f00::1")]
    [InlineData("2001:2::1")] // benchmarking
    [InlineData("2001:10::1")] // ORCHID
    [InlineData("2001:20::1")] // ORCHIDv2
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:0:192.168.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::10.1.2.3")]
    [InlineData("64:ff9b:1::10.1.2.3")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:c0a8:101::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:80ff:fffe")] // Teredo: 127.0.0.1
    [InlineData("2001:0:a00:1:8000:63bf:f7f7:f7f7")] // Teredo: a server at 10.0.0.1
    [InlineData("2606:4700::5efe:10.0.0.1")]
    [InlineData("2606:4700::200:5efe:127.0.0.1")]
    public void NotPublic_WithoutAnException_IsTheAdminsOnly(string address)
    {
        Assert.True(MayReach(EgressTrust.Admin, address));
        Assert.False(MayReach(EgressTrust.User, address));
        Assert.False(MayReach(EgressTrust.Content, address));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("fe80::a9fe:a9fe%1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::169.254.169.254")]
    [InlineData("64:ff9b:1:a9fe:a9:fe00::")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:5601:5601")]
    [InlineData("2606:4700::5efe:168.63.129.16")]
    public void Metadata_WithAnyTrust_IsRefusedEvenWhereTheHostIsListed(string address)
    {
        var listed = new EgressOptions { AllowedForUsers = ["host.example:80"] };

        Assert.All(Enum.GetValues<EgressTrust>(), trust => Assert.False(MayReach(trust, address, listed)));
    }

    [Fact]
    public void Metadata_NamedInTheConfiguration_IsJudgedLikeOthers()
    {
        var options = new EgressOptions { AllowedMetadata = ["169.254.169.254"] };

        Assert.True(MayReach(EgressTrust.Admin, "169.254.169.254", options));
        Assert.True(MayReach(EgressTrust.Admin, "::ffff:169.254.169.254", options));
        Assert.False(MayReach(EgressTrust.Admin, "fd00:ec2::254", options));
        Assert.False(MayReach(EgressTrust.User, "169.254.169.254", options));
        Assert.False(MayReach(EgressTrust.Content, "169.254.169.254", options));
    }

    [Fact]
    public void Private_OfAListedHost_IsTheUsersToo()
    {
        var listed = new EgressOptions { AllowedForUsers = ["host.example:80"] };

        Assert.True(MayReach(EgressTrust.User, "10.0.0.1", listed));
        Assert.False(MayReach(EgressTrust.Content, "10.0.0.1", listed));
    }

    [Theory]
    [InlineData("nas.home:11434", "http://NAS.home.:11434/v1", true)]
    [InlineData("NAS.home:80", "http://nas.home/", true)]
    [InlineData("nas.home:443", "https://nas.home/", true)]
    [InlineData("[::1]:8080", "http://[0:0:0:0:0:0:0:1]:8080/", true)]
    [InlineData("127.0.0.1:8080", "http://2130706433:8080/", true)]
    [InlineData("bücher.example:80", "http://xn--bcher-kva.example/", true)]
    [InlineData("xn--bcher-kva.example:80", "http://BÜCHER.example/", true)]
    [InlineData("nas.home:11434", "http://nas.home:11435/", false)]
    [InlineData("nas.home:11434", "http://nas.home.evil.example:11434/", false)]
    [InlineData("nas.home:80", "https://nas.home/", false)]
    public void ListedHost_ComparedWithAnAddress_MatchesAsItIsWritten(string entry, string url, bool matches)
    {
        Assert.True(HostAndPort.TryParse(entry, out var listed));

        Assert.Equal(matches, listed == HostAndPort.Of(new Uri(url)));
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://0/")]
    [InlineData("http://user@example.org/")]
    [InlineData("http://user:word@example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    public void Address_ThatAUserMayNotReach_IsRefusedBeforeAnyLookUp(string url)
    {
        var policy = new AddressPolicy(EgressTrust.User, new EgressOptions());

        Assert.Throws<AddressBlockedException>(() => policy.Check(new Uri(url)));
    }

    [Theory]
    [InlineData("http://example.org/", true)]
    [InlineData("https://example.org/", true)]
    [InlineData("https://example.org:80/", true)]
    [InlineData("http://example.org:8080/", false)]
    [InlineData("http://example.org:22/", false)]
    public void Content_OnAPort_MayUseThoseOfTheWebOnly(string url, bool isAllowed)
    {
        var refusal = Record.Exception(() => new AddressPolicy(EgressTrust.Content, new EgressOptions()).Check(new Uri(url)));

        Assert.Equal(isAllowed, refusal is null);
        Assert.Null(Record.Exception(() => new AddressPolicy(EgressTrust.User, new EgressOptions()).Check(new Uri(url))));
    }

    private static bool MayReach(EgressTrust trust, string address, EgressOptions? options = null)
    {
        var policy = new AddressPolicy(trust, options ?? new EgressOptions());
        return Record.Exception(() => policy.Check(new HostAndPort("host.example", 80), [IPAddress.Parse(address)])) is not AddressBlockedException;
    }
}
