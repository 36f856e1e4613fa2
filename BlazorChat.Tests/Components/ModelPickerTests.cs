using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Tests.Providers;
using BlazorChat.Web.Components.Chat;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorChat.Tests.Components;

public sealed class ModelPickerTests : ComponentTest
{
    private readonly List<string> _chosen = [];
    private readonly List<ModelWish> _wishes = [];
    private readonly ProviderHost _host = new(
        [.. ProviderHost.Connection(0, ("name", "lab"), ("provider", "openai-compatible"), ("base_url", "http://lab.test/v1"), ("models", "a,b,c,d")),
         .. ProviderHost.Connection(1, ("name", "down"), ("provider", "openai-compatible"), ("base_url", "http://down.test/v1"))]);

    [Fact]
    public void Picker_BeforeItIsOpened_HasNoOptions() => Assert.Empty(Show(Menu()).FindAll("[role=option]"));

    [Fact]
    public void Picker_Opened_ListsFavouritesFirstAndHiddenOnesNotAtAll()
    {
        var picker = Open(Menu(favourites: ["lab/c"], hidden: ["lab/b"]));

        Assert.Equal(["c", "a", "d"], Names(picker).Take(3));
        Assert.Equal(["Favourites", "lab", "offline"], picker.FindAll("[role=group]").Select(group => group.GetAttribute("aria-label")));
    }

    [Fact]
    public void Picker_HiddenModelThatIsChosen_IsListed() =>
        Assert.Contains("b", Names(Open(Menu(hidden: ["lab/b"]), "lab/b")));

    [Fact]
    public void Picker_ModelThatIsOfferedNoMore_ShowsItsId() => Assert.Equal("gone/x", Show(Menu(), "gone/x").Find(".name").TextContent);

    [Fact]
    public void Picker_WithWhatIsKnown_SaysItInSignsAndWords()
    {
        var lab = _host.Registry.Find("lab")!;
        _host.Catalog.SetModels(lab, [new("a") { DisplayName = "Model A", ContextWindow = 200_000, HasVision = true, Price = new(300_000_000, 15_000_000_000) }, new("b") { Price = new(0, 0) }], ManualTime.Start);

        var picker = Open(Menu());

        var option = picker.FindAll("[role=option]")[0];
        Assert.Equal("Model A", option.QuerySelector(".option-name")!.TextContent.Trim());
        Assert.Equal("sees images", option.QuerySelector(".visually-hidden")!.TextContent);
        Assert.Single(option.QuerySelectorAll(".mark"));
        Assert.Equal(["200k", "$0.30 / $15", "free"], picker.FindAll(".fact").Select(fact => fact.TextContent).Where(fact => fact.Length > 0));
    }

    [Fact]
    public void Picker_OfAConnectionThatFailed_SaysSoAtItsNameAndAtTheTrigger()
    {
        Fail("lab");
        Fail("down");

        var picker = Open(Menu(), "lab/a");

        Assert.Equal("lab, unreachable", picker.FindAll("[role=group]")[0].GetAttribute("aria-label"));
        Assert.StartsWith("The host of lab was not found.", picker.Find(".heading .trouble").GetAttribute("title"), StringComparison.Ordinal);
        Assert.Contains("unreachable", picker.Find(".trigger").TextContent, StringComparison.Ordinal);
        Assert.Contains("down", picker.Find(".silent").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Picker_Clicked_ChoosesMarksAndHides()
    {
        var picker = Open(Menu(favourites: ["lab/a"]));

        picker.FindAll("[role=option]")[1].Click();
        foreach (var act in picker.FindAll("[role=option]")[0].QuerySelectorAll("[data-act]")) act.Click();
        picker.FindAll("[role=option]")[1].QuerySelector("[data-act=favourite]")!.Click();

        Assert.Equal(["lab/b"], _chosen);
        Assert.Equal([new(ModelAct.NoFavourite, "lab/a"), new(ModelAct.Hide, "lab/a"), new(ModelAct.Favourite, "lab/b")], _wishes);
    }

    [Fact]
    public void Picker_SameModelsAgain_IsNotPaintedAgain()
    {
        var overview = ModelOverview.Of(Menu(), _host.Catalog);
        var picker = Render<ModelPicker>(parameters => Fill(parameters, overview, "lab/a"));

        picker.Render(parameters => Fill(parameters, overview, "lab/a"));

        Assert.Equal(1, picker.RenderCount);
    }

    [Theory]
    [InlineData(512, "512")]
    [InlineData(8_192, "8k")]
    [InlineData(131_072, "131k")]
    [InlineData(999_999, "1M")]
    [InlineData(1_048_576, "1M")]
    [InlineData(1_500_000, "1.5M")]
    public void Tokens_OfAnyNumber_AreShort(int tokens, string expected) => Assert.Equal(expected, ModelWords.Tokens(tokens));

    [Fact]
    public void ModelList_OfEverything_CanPreferMarkHideAndGoBack()
    {
        var list = Render<ModelList>(parameters => parameters
            .Add(shown => shown.Overview, ModelOverview.Of(Menu(hidden: ["lab/b"], own: "lab/c"), _host.Catalog))
            .Add(shown => shown.Zone, TimeZoneInfo.Utc)
            .Add(shown => shown.OnWish, _wishes.Add));

        Assert.Equal(5, list.FindAll(".row").Count);
        list.Find(".default button").Click();
        for (var i = 0; i < 3; i++) list.FindAll(".row")[1].QuerySelectorAll("button")[i].Click();

        Assert.Equal([ModelAct.ServerDefault, ModelAct.Default, ModelAct.Favourite, ModelAct.Show], _wishes.Select(wish => wish.Act));
        Assert.Equal("lab/b", _wishes[1].ModelId);
        Assert.Single(list.FindAll(".chip"));
    }

    [Fact]
    public void ModelList_OfAConnectionThatFailed_SaysWhatAndSince()
    {
        Fail("down");
        var list = Render<ModelList>(parameters => parameters
            .Add(shown => shown.Overview, ModelOverview.Of(Menu(), _host.Catalog)).Add(shown => shown.Zone, TimeZoneInfo.Utc).Add(shown => shown.OnWish, _wishes.Add));

        Assert.Contains("unreachable · checked", list.FindAll(".state")[1].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("The host of down was not found.", list.Find(".problem").TextContent, StringComparison.Ordinal);
    }

    private void Fail(string name) => _host.Catalog.SetError(
        _host.Registry.Find(name)!, new ProviderException(ProviderException.Unreachable, name, "x") { Reason = UnreachableReason.HostNotFound }, ManualTime.Start);

    private ModelMenu Menu(string[]? favourites = null, string[]? hidden = null, string? own = null) =>
        new(_host.Catalog.Server, (favourites ?? []).ToHashSet(), (hidden ?? []).ToHashSet(), own);

    private IRenderedComponent<ModelPicker> Show(ModelMenu menu, string? selected = null) =>
        Render<ModelPicker>(parameters => Fill(parameters, ModelOverview.Of(menu, _host.Catalog), selected ?? menu.DefaultModelId));

    private IRenderedComponent<ModelPicker> Open(ModelMenu menu, string? selected = null)
    {
        var picker = Show(menu, selected);
        picker.Find("[popover]").TriggerEvent("ontoggle", EventArgs.Empty);
        return picker;
    }

    private void Fill(ComponentParameterCollectionBuilder<ModelPicker> parameters, ModelOverview overview, string selected) => parameters
        .Add(shown => shown.Overview, overview).Add(shown => shown.SelectedId, selected).Add(shown => shown.OnSelected, _chosen.Add).Add(shown => shown.OnWish, _wishes.Add);

    private static IEnumerable<string> Names(IRenderedComponent<ModelPicker> picker) =>
        picker.FindAll(".option-name").Select(name => name.FirstChild!.TextContent.Trim());

    protected override void Dispose(bool disposing)
    {
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }
}
