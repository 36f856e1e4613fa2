using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Api;

/// <summary>What the composer's endpoint takes and refuses, over HTTP.</summary>
public sealed class SendEndpointTests(SignedInApp signedIn) : IClassFixture<SignedInApp>
{
    private readonly AppFixture _app = signedIn.App;
    private readonly PageClient _page = signedIn.Page;

    [Fact]
    public async Task Send_OfAMessage_IsStoredAndAnswered()
    {
        using var response = await _page.SendAsync(new { message = "Hello\u202E 😀", client_message_id = "again" });
        var sent = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var message = sent.GetProperty("message_id").GetGuid();
        var owner = (await OwnerAsync());
        await foreach (var item in _app.Services.GetRequiredService<IGenerationFeed>().ReadAsync(owner, message, null, TestTimeout.Token))
        {
            if (item is FeedEnd end) Assert.Equal(MessageStatus.Completed, end.Status);
        }

        using var again = await _page.SendAsync(new { message = "Hello\u202E 😀", client_message_id = "again" });
        Assert.Equal(sent.ToString(), (await again.Content.ReadFromJsonAsync<JsonElement>()).ToString());
        using var stop = await _page.PostAsync($"/app/jobs/{sent.GetProperty("job_id").GetGuid()}/stop", null);
        Assert.Equal(HttpStatusCode.NoContent, stop.StatusCode);
    }

    [Theory]
    [InlineData("""{"message":"","client_message_id":"1"}""", 400, "validation_failed", "message")]
    [InlineData("""{"client_message_id":"1"}""", 400, "validation_failed", "message")]
    [InlineData("""{"message":"x"}""", 400, "validation_failed", "client_message_id")]
    [InlineData("""{"message":"a\u0000b","client_message_id":"1"}""", 400, "validation_failed", "message")]
    [InlineData("""{"message":"a\ud800","client_message_id":"1"}""", 400, "validation_failed", "message")]
    [InlineData("""{"message":5,"client_message_id":"1"}""", 400, "validation_failed", "message")]
    [InlineData("{", 400, "validation_failed", null)]
    [InlineData("null", 400, "validation_failed", null)]
    [InlineData("", 400, "validation_failed", null)]
    [InlineData("""{"message":"x","client_message_id":"1","model":"gone/model"}""", 400, "model_not_found", "model")]
    [InlineData("""{"message":"x","client_message_id":"1","session_id":"01890000-0000-7000-8000-000000000000"}""", 404, "not_found", "session_id")]
    [InlineData("""{"message":"x","client_message_id":"1","parent_id":"01890000-0000-7000-8000-000000000000"}""", 404, "not_found", "parent_id")]
    public async Task Send_OfABadBody_IsRefusedWithTheFieldNamed(string body, int status, string code, string? field)
    {
        using var response = await _page.PostAsync("/app/send", new StringContent(body, Encoding.UTF8, "application/json"));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(field, problem.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Single().Name : null);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Send_OfTheLongestMessage_IsTaken_AndOneUnitMoreIsNot()
    {
        using var longest = await _page.SendAsync(new { message = new string('界', Conversations.MaxMessageLength), client_message_id = "longest" });
        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        using var longer = await _page.SendAsync(new { message = new string('界', Conversations.MaxMessageLength + 1), client_message_id = "longer" });
        Assert.Equal(HttpStatusCode.BadRequest, longer.StatusCode);
    }

    [Fact]
    public async Task Send_WithoutThePagesTokenOrCookie_IsRefused()
    {
        var before = await CountAsync();
        using var forged = await _page.SendAsync(new { message = "x", client_message_id = "1" }, token: "wrong");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal("antiforgery_failed", (await forged.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        using var stranger = await _app.CreatePlainClient().PostAsJsonAsync("/app/send", new { message = "x", client_message_id = "1" });
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var stop = await _app.CreatePlainClient().PostAsync($"/app/jobs/{Guid.CreateVersion7()}/stop", null);
        Assert.Equal(HttpStatusCode.Unauthorized, stop.StatusCode);
        Assert.Equal(before, await CountAsync());
    }

    private Task<int> CountAsync() => _app.Services.GetRequiredService<Database>().ReadAsync(context => context.Set<Session>().CountAsync(), TestTimeout.Token);

    private async Task<Caller> OwnerAsync() => new(await _app.Services.GetRequiredService<Database>()
        .ReadAsync(context => context.Users.Select(user => user.Id).SingleAsync(), TestTimeout.Token));
}
