using BlazorChat.Core.Providers;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Connections as an admin makes, tries out, changes and removes them for all.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ConnectionSettingsTests(BrowserRun run) : BrowserTest(run)
{
    private const string Models = """{"object":"list","data":[{"id":"m-7"},{"id":"m-8"}]}""";
    private const string Answer = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"From the new one.\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    [Fact]
    public Task Connection_TestedAndSaved_AnswersInAChatAndHidesItsKey() => VisitAsync(async (visit, _) =>
    {
        await using var provider = await FakeUpstream.StartAsync(context =>
            context.Request.Path.Value!.EndsWith("/models", StringComparison.Ordinal) ? SendAsync(context, 200, Models) : SendAsync(context, 200, Answer, "text/event-stream"));
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("AccountMenu") }).ClickAsync();
        await chat.Tab.GetByRole(AriaRole.Menuitem, new() { Name = Words.Of("Settings") }).ClickAsync();
        await chat.Tab.GetByRole(AriaRole.Link, new() { Name = Words.Of("MyConnections"), Exact = true }).ClickAsync();
        await ConnectionsPage.OfAsync(chat.Tab, ConnectionsPage.Mine);
        await chat.Tab.GetByRole(AriaRole.Link, new() { Name = Words.Of("ServerConnections"), Exact = true }).ClickAsync();
        await ConnectionsPage.OfAsync(chat.Tab, ConnectionsPage.Server);

        var form = await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Server)).FillAsync("made", provider.BaseUrl.ToString(), FakeUpstream.Canary);
        await form.TestButton.ClickAsync();
        await Expect(form.Result).ToContainTextAsync("m-7");
        await Expect(form.Result).ToContainTextAsync(Words.Of("ModelCount", 2));
        Assert.Equal($"Bearer {FakeUpstream.Canary}", provider.LastHeaders["Authorization"]);
        var list = await form.SaveAsync(ConnectionsPage.Server);

        await Expect(list.Row("made")).ToContainTextAsync(Words.Of("ConnectionWorks"));
        await Expect(list.Row("made")).ToContainTextAsync("••••" + FakeUpstream.Canary[^4..]);
        await HasNoKeyAsync(list.Tab);
        await HasNoKeyAsync((await list.EditAsync("made")).Tab);
        await list.Tab.ReloadAsync();
        await HasNoKeyAsync((await ConnectionFormPage.OfAsync(list.Tab)).Tab);
        var answered = await (await ChatPage.OpenAsync(visit, "/?model=made/m-7")).AskAsync("asked of the new connection");
        await answered.LastAnswer.ShowsAsync("From the new one.");
        Assert.Contains("\"m-7\"", provider.LastBody, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}""", "application/json", "Error_settings_provider_key_rejected")]
    [InlineData(200, "<!doctype html><title>Sign in</title><h1>Sign in</h1>", "text/html", "Error_settings_provider_not_an_api")]
    [InlineData(200, """{"object":"list","data":[]}""", "application/json", "Error_provider_no_models")]
    [InlineData(404, "<h1>Not Found</h1>", "text/html", "Error_settings_provider_not_an_api")]
    public Task Test_OfAProviderThatAnswersWrongly_SaysWhatIsWrong(int status, string body, string contentType, string text) => VisitAsync(async (visit, _) =>
    {
        await using var provider = await FakeUpstream.StartAsync(context => SendAsync(context, status, body, contentType));

        await IsToldAsync(visit, provider.BaseUrl.ToString(), text);
    });

    [Fact]
    public Task Test_OfAHostThatIsNowhere_SaysSo() => VisitAsync((visit, _) =>
        IsToldAsync(visit, "http://no-such-host.invalid/v1", "Error_provider_unreachable_host_not_found"));

    [Fact]
    public Task Test_OfAClosedPort_SaysSo() => VisitAsync(async (visit, _) =>
    {
        using var port = new ClosedPort();
        await IsToldAsync(visit, port.BaseUrl, "Error_provider_unreachable_connection_refused");
    });

    [Fact]
    public Task Test_WithoutTls_SaysThatTheCertificateIsWrong() => VisitAsync(async (visit, _) =>
    {
        await using var provider = await FakeUpstream.RawAsync(Models, 200, "application/json");
        await IsToldAsync(visit, provider.BaseUrl.ToString().Replace("http:", "https:", StringComparison.Ordinal), "Error_provider_unreachable_certificate");
    });

    [Fact]
    public Task Test_OfAProviderThatIsSilent_CanBeCancelled() => VisitAsync(async (visit, _) =>
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = await FakeUpstream.StartAsync(context =>
        {
            context.RequestAborted.Register(() => left.TrySetResult());
            return left.Task;
        });
        var form = await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Server)).FillAsync("silent", provider.BaseUrl.ToString());
        await form.TestButton.ClickAsync();
        await Expect(form.Result).ToContainTextAsync(Words.Of("Testing"));

        await form.Button("CancelTest").ClickAsync();

        await Expect(form.Result).ToBeEmptyAsync();
        await left.Task.WaitAsync(FakeUpstream.Patience);
        await Expect(form.Name).ToHaveValueAsync("silent");
    });

    [Fact]
    public Task Save_WithWrongValues_SaysSoAtEachFieldAndKeepsThem() => VisitAsync(async (visit, _) =>
    {
        var form = await (await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Server)).FillAsync("wrong/name", "ftp://nowhere", "sk-typed")).OpenAdvancedAsync();
        await form.Field("ExtraBody").FillAsync("{nope");
        await form.Field("Temperature").FillAsync("hot");
        await ConnectionFormPage.SaysAsync(form.Field("ExtraBody"), "Error_connection_extra_wrong", "");
        await form.SaveButton.ClickAsync();
        await ConnectionFormPage.SaysAsync(form.Field("Temperature"), "Error_connection_number_wrong");
        await Expect(form.Field("Temperature")).ToBeFocusedAsync();

        await form.Field("ExtraBody").FillAsync("""{"top_k":40}""");
        await form.Field("Temperature").FillAsync("3");
        await form.SaveButton.ClickAsync();

        await ConnectionFormPage.SaysAsync(form.Name, "Error_connection_name_wrong");
        await ConnectionFormPage.SaysAsync(form.Address, "Error_connection_url_wrong");
        await ConnectionFormPage.SaysAsync(form.Field("Temperature"), "Error_connection_value_wrong", "0 to 2");
        await Expect(form.Name).ToBeFocusedAsync();
        await Expect(form.Name).ToHaveValueAsync("wrong/name");
        await Expect(form.Key).ToHaveValueAsync("sk-typed");
        await Expect(form.Field("ExtraBody")).ToHaveValueAsync("""{"top_k":40}""");
    });

    [Fact]
    public Task Text_AsLongAsItMayBe_IsTakenWhole() => VisitAsync(async (visit, _) =>
    {
        using var port = new ClosedPort();
        var form = await (await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Server)).FillAsync("wordy", port.BaseUrl)).OpenAdvancedAsync();
        var prompt = new string('漢', 5000);
        await Expect(form.Field("SystemPrompt")).ToHaveAttributeAsync("maxlength", "5000");
        await form.Field("SystemPrompt").FillAsync(prompt);

        form = await (await form.SaveAsync(ConnectionsPage.Server)).EditAsync("wordy");

        await Expect(form.Field("SystemPrompt")).ToHaveValueAsync(prompt);
    });

    [Fact]
    public Task Edit_ToAnotherHost_WantsTheKeyAgain() => VisitAsync(async (visit, _) =>
    {
        using var port = new ClosedPort();
        var list = await (await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Server)).FillAsync("moved", port.BaseUrl, FakeUpstream.Canary)).SaveAsync(ConnectionsPage.Server);
        var form = await list.EditAsync("moved");
        await Expect(form.Key).ToHaveAttributeAsync("placeholder", Words.Of("KeyUnchanged", "••••" + FakeUpstream.Canary[^4..]));

        await form.Address.FillAsync("http://elsewhere.invalid/v1");
        await form.Name.FocusAsync();
        await ConnectionFormPage.SaysAsync(form.Key, "Error_connection_key_again");
        await form.SaveButton.ClickAsync();
        await Expect(form.Key).ToBeFocusedAsync();

        await form.Key.FillAsync("sk-another-key-9876");
        await form.SaveAsync(ConnectionsPage.Server);
        await Expect(list.Row("moved")).ToContainTextAsync("elsewhere.invalid");
        await Expect(list.Row("moved")).ToContainTextAsync("••••9876");
    });

    [Fact]
    public Task Switch_Off_TakesItsModelsAway() => VisitAsync(async (visit, _) =>
    {
        await using var provider = await FakeUpstream.RawAsync(Models, 200, "application/json");
        var list = await (await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Server)).FillAsync("switched", provider.BaseUrl.ToString())).SaveAsync(ConnectionsPage.Server);
        await Expect(list.Row("switched")).ToContainTextAsync(Words.Of("ConnectionWorks"));
        var catalog = (await Run.ServerAsync()).App.Services.GetRequiredService<ModelCatalog>();
        Assert.NotNull(catalog.Resolve("switched/m-7"));

        await list.Switch("switched").ClickAsync();

        await Expect(list.Row("switched")).ToContainTextAsync(Words.Of("ConnectionOff"));
        await Expect(list.Switch("switched")).Not.ToBeCheckedAsync();
        Assert.Null(catalog.Resolve("switched/m-7"));
        await list.Switch("switched").ClickAsync();
        await Expect(list.Switch("switched")).ToBeCheckedAsync();
        Assert.NotNull(catalog.Resolve("switched/m-7"));
    });

    [Fact]
    public Task Remove_IsAskedBeforeItIsDone() => VisitAsync(async (visit, _) =>
    {
        using var port = new ClosedPort();
        var list = await (await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Server)).FillAsync("short-lived", port.BaseUrl)).SaveAsync(ConnectionsPage.Server);
        await list.RemoveButton("short-lived").ClickAsync();
        await Expect(list.Dialog).ToContainTextAsync(Words.Of("RemoveConnectionTitle", "short-lived"));
        await list.Tab.Keyboard.PressAsync("Escape");
        await Expect(list.Dialog).ToHaveCountAsync(0);
        await Expect(list.RemoveButton("short-lived")).ToBeFocusedAsync();

        await list.RemoveButton("short-lived").ClickAsync();
        await list.Dialog.GetByRole(AriaRole.Button, new() { Name = Words.Of("Remove"), Exact = true }).ClickAsync();

        await Expect(list.Row("short-lived")).ToHaveCountAsync(0);
        await list.Tab.ReloadAsync();
        await ConnectionsPage.OfAsync(list.Tab, ConnectionsPage.Server);
        await Expect(list.Row("short-lived")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task ServerList_ShowsWhatTheConfigurationHas_WithoutActs() => VisitAsync(async (visit, _) =>
    {
        var list = await ConnectionsPage.OpenAsync(visit, ConnectionsPage.Server);

        await Expect(list.Row("lab")).ToContainTextAsync(Words.Of("SourceConfigured"));
        await Expect(list.Row("offline")).ToContainTextAsync(Words.Of("SourceBuiltIn"));
        await Expect(list.Row("lab").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(list.Row("lab").GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
    });

    private static async Task IsToldAsync(Visit visit, string address, string text)
    {
        var form = await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Server)).FillAsync("tried", address, FakeUpstream.Canary);
        await form.TestButton.ClickAsync();
        await Expect(form.Result).ToContainTextAsync(Words.Of(text, "tried"));
        await HasNoKeyAsync(form.Tab);
    }

    private static async Task HasNoKeyAsync(IPage tab) => Assert.DoesNotContain(FakeUpstream.Canary, await tab.ContentAsync(), StringComparison.Ordinal);

    private static Task SendAsync(HttpContext context, int status, string body, string contentType = "application/json")
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, contentType);
        return context.Response.WriteAsync(body);
    }
}
