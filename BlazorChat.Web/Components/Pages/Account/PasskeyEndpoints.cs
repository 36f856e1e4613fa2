using System.Text.Json.Serialization;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.SecondFactors;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Api;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>The four calls of the browser's two ceremonies. They are requests and not messages of a circuit, because what was asked stands in a cookie until it is answered.</summary>
internal static class PasskeyEndpoints
{
    private const long MaxBodyBytes = 64 * 1024;

    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/account/passkeys")
            .AddEndpointFilter<AntiforgeryFilter>()
            .AddEndpointFilter<ProblemFilter>()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBodyBytes));
        group.MapPost("/question", AskAsync).AllowAnonymous();
        group.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        group.MapPost("/offer", OfferAsync).RequireAuthorization();
        group.MapPost("/", AddAsync).RequireAuthorization();
    }

    private static async Task<IResult> AskAsync(PasskeySignIn passkeys) => TypedResults.Content(await passkeys.BeginAsync(), "application/json");

    private static async Task<IResult> SignInAsync(HttpContext http, PasskeySignIn passkeys, SignInFlow flow, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<SignInBody>(http.Request, cancellationToken);
        var answer = await passkeys.CheckAsync(body.Credential, flow.SourceOf(http), cancellationToken);
        if (answer is { Outcome: SignInOutcome.Right, Step: { } step })
        {
            await flow.CompleteAsync(http, step, answer.Method, body.Stay);
            return TypedResults.NoContent();
        }

        SignInTexts.Mark(http, answer);
        var status = answer.Outcome == SignInOutcome.AddressPaused ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest;
        return Problems.Create(status, "sign_in_failed", SignInTexts.Of(texts, answer, "PasskeyFailed"));
    }

    private static async Task<IResult> OfferAsync(HttpContext http, PasskeyStore passkeys, SignInManager<ApplicationUser> signIn, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<OfferBody>(http.Request, cancellationToken);
        var caller = http.User.ToCaller();
        return await TryAsync(texts, async () =>
        {
            var name = await passkeys.BeginAddAsync(caller, body.Password, cancellationToken);
            return TypedResults.Content(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = caller.UserId.ToString(), Name = name, DisplayName = name }), "application/json");
        });
    }

    private static async Task<IResult> AddAsync(HttpContext http, PasskeyStore passkeys, SignInManager<ApplicationUser> signIn, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<AddBody>(http.Request, cancellationToken);
        var caller = http.User.ToCaller();
        return await TryAsync(texts, async () =>
        {
            var made = await AttestAsync(signIn, body.Credential);
            // Made for whoever gave the password, which is not whoever is signed in by now where that changed between.
            if (made is null || made.UserEntity?.Id != caller.UserId.ToString() || made.Passkey is not { } passkey)
                throw new RefusedException(RefusedException.InvalidState, texts["PasskeyNotMade"]);
            await passkeys.AddAsync(caller, passkey, body.Name, cancellationToken);
            return TypedResults.NoContent();
        });
    }

    private static async Task<PasskeyAttestationResult?> AttestAsync(SignInManager<ApplicationUser> signIn, string? credential)
    {
        if (string.IsNullOrEmpty(credential)) return null;
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential) is { Succeeded: true } made ? made : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Nothing was offered before, or too long ago.
        }
    }

    /// <summary>What is refused is told in the reader's words, with the code of the field where it is about one.</summary>
    private static async Task<IResult> TryAsync(IStringLocalizer<Texts> texts, Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (RefusedException refused) when (refused.Errors is [var error, ..])
        {
            return Problems.Create(StatusCodes.Status400BadRequest, error.Code, ErrorTexts.For(texts, error.Code, error.Message), error.Field);
        }
    }

    private sealed record SignInBody([property: JsonPropertyName("credential")] string? Credential, [property: JsonPropertyName("stay")] bool Stay);

    private sealed record OfferBody([property: JsonPropertyName("password")] string? Password);

    private sealed record AddBody([property: JsonPropertyName("credential")] string? Credential, [property: JsonPropertyName("name")] string? Name);
}
