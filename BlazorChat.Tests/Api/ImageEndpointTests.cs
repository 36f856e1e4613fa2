using System.Net;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Api;

/// <summary>An answer's image, over HTTP: its owner gets it as what it is and as nothing else, and nobody else learns that it is there.</summary>
public sealed class ImageEndpointTests(SignedInApp signedIn) : IClassFixture<SignedInApp>
{
    private static readonly byte[] Gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0];
    private readonly AppFixture _app = signedIn.App;
    private readonly HttpClient _http = signedIn.Page.Http;

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Image_ForItsOwner_IsWhatItIsAndNoPage(string method)
    {
        var id = await SaveAsync(await OwnerAsync());

        using var request = new HttpRequestMessage(new HttpMethod(method), $"/app/images/{id}");
        using var answer = await _http.SendAsync(request, TestTimeout.Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/gif", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(method == "GET" ? Gif : [], await answer.Content.ReadAsByteArrayAsync(TestTimeout.Token));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("sandbox; default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("immutable,max-age=31536000,private", string.Join(',', answer.Headers.NonValidated["Cache-Control"].ToString().Split(", ").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Image_OfSomebodyElse_IsNotThere()
    {
        var stranger = new Caller(Guid.CreateVersion7());
        await _app.Services.GetRequiredService<Database>().WriteAsync(
            context =>
            {
                context.Add(new ApplicationUser { Id = stranger.UserId, UserName = "eve", NormalizedUserName = "EVE", Email = "eve", NormalizedEmail = "EVE" });
                return Task.CompletedTask;
            },
            TestTimeout.Token);
        var id = await SaveAsync(stranger);

        using var foreign = await _http.GetAsync($"/app/images/{id}", TestTimeout.Token);
        using var unknown = await _http.GetAsync($"/app/images/{Guid.CreateVersion7()}", TestTimeout.Token);

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.False(foreign.Headers.CacheControl?.MaxAge > TimeSpan.Zero);
    }

    [Fact]
    public async Task Image_ForWhoIsNotSignedIn_IsRefused()
    {
        using var answer = await _app.CreatePlainClient().GetAsync($"/app/images/{await SaveAsync(await OwnerAsync())}", TestTimeout.Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<Guid> SaveAsync(Caller owner)
    {
        var now = TimeProvider.System.GetUtcNow();
        var session = new Session { Id = Guid.CreateVersion7(now), OwnerId = owner.UserId, LastSequence = 1, CreatedAt = now, UpdatedAt = now };
        var message = new Message { Id = Guid.CreateVersion7(now), SessionId = session.Id, Sequence = 1, Role = MessageRole.Assistant, Status = MessageStatus.Completed, CreatedAt = now };
        await _app.Services.GetRequiredService<Database>().WriteAsync(
            context =>
            {
                context.AddRange(session, message);
                return Task.CompletedTask;
            },
            TestTimeout.Token);
        var kept = await _app.Services.GetRequiredService<ImageStore>().SaveAsync(owner.UserId, message.Id, Gif, TestTimeout.Token);
        return kept!.Value.Id;
    }

    private async Task<Caller> OwnerAsync() => new(await _app.Services.GetRequiredService<Database>()
        .ReadAsync(context => context.Users.Where(user => user.UserName == "mika").Select(user => user.Id).SingleAsync(), TestTimeout.Token));
}
