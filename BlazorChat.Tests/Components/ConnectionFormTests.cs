using System.Text.Json;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Providers.OpenAI;
using BlazorChat.Web.Components.Settings.Connections;

namespace BlazorChat.Tests.Components;

public sealed class ConnectionFormTests
{
    private static readonly ConnectionKinds Kinds = new(new ProviderKinds(
        [new OpenAICompatibleProvider(null!, TimeProvider.System, OpenAICompatibleProvider.OpenAIBaseUrl), new OpenAICompatibleProvider(null!, TimeProvider.System)]));

    private static readonly ConnectionView Stored = new(Guid.CreateVersion7(), "lab", "openai-compatible")
    {
        BaseUrl = "https://llm.example.org/v1",
        KeyHint = "abcd",
        Models = ["m-1", "m-2"],
        Fallbacks = ["other/m-3"],
        HeaderNames = ["X-Title", "X-Team"],
        Defaults = new ModelParameters
        {
            Temperature = 0.7f, TopP = 0.9f, MaxTokens = 500, Seed = 7, FrequencyPenalty = -1, PresencePenalty = 0.5f, ReasoningEffort = "low", Stop = ["END"], SystemPrompt = "Be kind.",
            ExtraBody = JsonDocument.Parse("""{"top_k":40}""").RootElement,
        },
        ConnectSeconds = 5,
        FirstTokenSeconds = 60.5,
        IdleSeconds = 30,
        TotalSeconds = 900,
        IsActive = false,
    };

    [Fact]
    public void Form_OfAStoredConnection_GivesItBackUnchanged()
    {
        var draft = Form().ToDraft()!;

        Assert.Equal(("lab", "openai-compatible", Stored.BaseUrl, false), (draft.Name, draft.Provider, draft.BaseUrl, draft.IsActive));
        Assert.Null(draft.ApiKey);
        Assert.Equal(Stored.Models, draft.Models);
        Assert.Equal(Stored.Fallbacks, draft.Fallbacks);
        Assert.Equal([KeyValuePair.Create<string, string?>("X-Title", null), KeyValuePair.Create<string, string?>("X-Team", null)], draft.Headers);
        Assert.Equal((5d, 60.5, 30d, 900d), (draft.ConnectSeconds, draft.FirstTokenSeconds, draft.IdleSeconds, draft.TotalSeconds));
        Assert.Equal("""{"top_k":40}""", draft.Defaults.ExtraBody!.Value.GetRawText());
        Assert.Equal(Stored.Defaults.Stop, draft.Defaults.Stop);
        Assert.Equal(Stored.Defaults with { ExtraBody = null, Stop = null }, draft.Defaults with { ExtraBody = null, Stop = null });
    }

    [Theory]
    [InlineData("temperature", "warm", "connection_number_wrong")]
    [InlineData("idle_timeout", "NaN", "connection_number_wrong")]
    [InlineData("max_tokens", "1.5", "connection_whole_wrong")]
    [InlineData("max_tokens", "99999999999", "connection_whole_wrong")]
    [InlineData("extra_body", "[1]", "connection_extra_wrong")]
    [InlineData("headers", "no colon", "connection_header_wrong")]
    [InlineData("headers", ": value", "connection_header_wrong")]
    public void Form_WithWhatCannotBeRead_SaysSoAtItsField(string field, string value, string code)
    {
        var form = Form();

        form[field] = value;

        Assert.Null(form.ToDraft());
        Assert.Equal(code, form.ErrorOf(field)?.Code);
        Assert.Equal(value, form[field]);
    }

    // The runner would mend it on its way through a theory.
    [Fact]
    public void Form_WithHalfAnEmoji_SaysThatItIsNoJson() => Form_WithWhatCannotBeRead_SaysSoAtItsField("extra_body", "{\"a\":\"\ud800\"}", "connection_extra_wrong");

    [Theory]
    [InlineData("temperature", "0,5")]
    [InlineData("temperature", " 0.5 ")]
    public void Form_WithEitherDecimalSign_ReadsTheNumber(string field, string value)
    {
        var form = Form();

        form[field] = value;

        Assert.Equal(0.5f, form.ToDraft()?.Defaults.Temperature);
    }

    [Theory]
    [InlineData("base_url", "https://llm.example.org/v2", null)]
    [InlineData("base_url", "https://LLM.example.org:443", null)]
    [InlineData("base_url", "https://llm.example.com/v1", "connection_key_again")]
    [InlineData("base_url", "http://llm.example.org/v1", "connection_key_again")]
    [InlineData("base_url", "https://llm.example.org:8443/v1", "connection_key_again")]
    [InlineData("base_url", "nonsense", "connection_key_again")]
    [InlineData("base_url", "", "connection_key_again")]
    [InlineData("provider", "openai", null)]
    public void StoredKey_WhereThePlaceChanges_IsWantedAgainAtOnce(string field, string value, string? code)
    {
        var form = Form();

        form[field] = value;

        Assert.Equal(code, form.ErrorOf("api_key")?.Code);
        form.SetKey("sk-new");
        Assert.Null(form.ErrorOf("api_key"));
    }

    [Fact]
    public void StoredKey_Removed_IsSentAsNone()
    {
        var form = Form();

        form.SetRemovesKey(true);
        form["base_url"] = "https://elsewhere.example.org";

        Assert.Null(form.ErrorOf("api_key"));
        Assert.Equal("", form.ToDraft()?.ApiKey);
    }

    [Fact]
    public void StoredKey_ThatCannotBeRead_IsWantedAgain() =>
        Assert.Equal("connection_key_unreadable", new ConnectionForm(Kinds, Stored with { IsUnreadable = true }, null, []).ErrorOf("api_key")?.Code);

    [Fact]
    public void NewForm_TakesItsNameFromTheKind_UntilOneIsTyped()
    {
        var form = new ConnectionForm(Kinds, null, "openai", ["OpenAI", "openai-2", "openai-compatible"]);
        Assert.Equal("openai-3", form["name"]);

        form["provider"] = "openai-compatible";
        Assert.Equal("openai-compatible-2", form["name"]);
        form["name"] = "mine";
        form["provider"] = "openai";

        Assert.Equal("mine", form["name"]);
    }

    [Fact]
    public void NewForm_OfAnUnknownKind_BeginsWithTheFirst() => Assert.Equal("openai", new ConnectionForm(Kinds, null, "nonsense", [])["provider"]);

    [Fact]
    public void Error_GoesWithTheNextChangeOfItsField()
    {
        var form = Form();
        form.SetErrors([new("name", "connection_name_taken", ""), new("models", "connection_list_wrong", ""), new("else", "x", "")]);

        form["name"] = "other";

        Assert.Null(form.ErrorOf("name"));
        Assert.NotNull(form.ErrorOf("models"));
        Assert.Equal("else", Assert.Single(form.OtherErrors).Field);
    }

    private static ConnectionForm Form() => new(Kinds, Stored, null, []);
}
