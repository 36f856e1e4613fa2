using System.Net;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Egress;

/// <summary>Says everything that is wrong with <see cref="EgressOptions"/> in one message.</summary>
internal sealed class EgressOptionsValidator : IValidateOptions<EgressOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EgressOptions options)
    {
        string[] errors =
        [
            .. options.AllowedForUsers.Select(UserError).OfType<string>(),
            .. options.AllowedMetadata.Select(MetadataError).OfType<string>(),
        ];
        if (errors.Length == 0) return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail($"The configured exceptions for addresses cannot be used:{string.Concat(errors.Select(error => $"\n- {error}"))}");
    }

    private static string? UserError(string entry, int index) => HostAndPort.TryParse(entry, out _)
        ? null
        : $"{EgressOptions.Section}:{nameof(EgressOptions.AllowedForUsers)}:{index}: \"{entry}\" is no host with its port. Example: \"nas.home:11434\"";

    private static string? MetadataError(string entry, int index)
    {
        var key = $"{EgressOptions.Section}:{nameof(EgressOptions.AllowedMetadata)}:{index}";
        if (!IPAddress.TryParse(entry, out var address)) return $"{key}: \"{entry}\" is no IP address. Example: \"168.63.129.16\"";
        return AddressRanges.IsMetadata(address)
            ? null
            : $"{key}: \"{entry}\" is no address of a metadata service, so it needs no exception here. Example: \"168.63.129.16\"";
    }
}
