using System.Globalization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>
/// Keeps a circuit in the language in which its page began. Without it a page that reconnects after another tab chose another language
/// would speak both.
/// </summary>
internal sealed class CircuitLanguage : CircuitHandler
{
    private CultureInfo? _culture;

    /// <inheritdoc/>
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _culture = CultureInfo.CurrentUICulture;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        if (_culture is { } culture) CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        return next(context);
    };
}
