using System.Security.Cryptography;

namespace BlazorChat.Web.Hosting;

/// <summary>The request's nonce: every script element that is written into a page carries it, the import map too. Scoped.</summary>
public sealed class CspNonce
{
    /// <summary>128 random bits in base64.</summary>
    public string Value { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
}
