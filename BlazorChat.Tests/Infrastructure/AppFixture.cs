using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;

namespace BlazorChat.Tests.Infrastructure;

/// <summary>The program on the in-process test server: no port, no browser. <c>IClassFixture&lt;AppFixture&gt;</c>, or one of its own for a test.</summary>
public sealed class AppFixture : TestHost
{
    /// <summary>A client that keeps cookies and follows nothing by itself.</summary>
    public HttpClient CreatePlainClient() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <inheritdoc/>
    protected override void Start()
    {
        // The test server has no addresses, which would count as reachable from anywhere.
        var addresses = new ServerAddressesFeature();
        addresses.Addresses.Add("http://localhost");
        Server.Features.Set<IServerAddressesFeature>(addresses);
    }
}
