using BlazorChat.Core.Sessions;
using BlazorChat.Web.Components.Sidebar;
using Bunit;

namespace BlazorChat.Tests.Components;

public sealed class SessionListTests : ComponentTest
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);
    private readonly List<(Guid Id, string Title)> _renames = [];
    private readonly List<SessionSummary> _deletions = [];

    [Fact]
    public void SessionGroups_OfAllAges_HaveTheirHeadings()
    {
        SessionSummary[] sessions = [Session(0), Session(1), Session(2), Session(7), Session(8), Session(30), Session(31), Session(200)];

        var groups = SessionGroups.Of(sessions, Now, TimeZoneInfo.Utc);

        Assert.Equal(["Today", "Yesterday", "Previous7Days", "Previous30Days", "February", "August 2025"], groups.Select(group => group.Key ?? group.Month));
        Assert.Equal([1, 1, 2, 2, 1, 1], groups.Select(group => group.Items.Count));
    }

    [Fact]
    public void SessionGroups_InTheReadersZone_BeginTheDayThere()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(10), "test", "test");
        var session = new SessionSummary(Guid.CreateVersion7(), "Late", Now.AddHours(-11), false);

        Assert.Equal("Today", SessionGroups.Of([session], Now, TimeZoneInfo.Utc)[0].Key);
        Assert.Equal("Today", SessionGroups.Of([session], Now.AddHours(-2), zone)[0].Key);
        Assert.Equal("Yesterday", SessionGroups.Of([session], Now.AddHours(3), zone)[0].Key);
    }

    [Fact]
    public void SessionList_ActiveSession_IsTheCurrentPage()
    {
        var session = Session(0);
        var list = Show([session, Session(1)], session.Id);

        Assert.EndsWith(session.Id.ToString(), list.Find("[aria-current=page]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void SessionList_Rename_KeepsTheNewTitle()
    {
        var session = Session(0);
        var list = Show([session]);
        list.FindAll("[role=menuitem]")[0].Click();

        list.Find("input").Change("  Better  ");
        list.Find("form").Submit();

        Assert.Equal([(session.Id, "Better")], _renames);
        Assert.Empty(list.FindAll("input"));
    }

    [Fact]
    public void SessionList_RenameGivenUp_ChangesNothing()
    {
        var list = Show([Session(0)]);
        list.FindAll("[role=menuitem]")[0].Click();

        list.Find("input").Change("Never");
        list.Find("form").TriggerEvent("onreset", EventArgs.Empty);

        Assert.Empty(_renames);
        Assert.Empty(list.FindAll("input"));
    }

    [Fact]
    public void SessionList_Delete_IsRaisedForItsRow()
    {
        SessionSummary[] sessions = [Session(0), Session(1)];
        var list = Show(sessions);

        list.FindAll(".danger")[1].Click();

        Assert.Equal([sessions[1]], _deletions);
    }

    [Fact]
    public void SessionList_UnreadSession_HasItsDotUnlessItIsOpenOrAnswering()
    {
        SessionSummary[] sessions = [Session(0) with { IsUnread = true }, Session(0) with { IsUnread = true }, Session(0) with { IsUnread = true, IsAnswering = true }, Session(0)];
        var list = Show(sessions, sessions[1].Id);

        Assert.Equal([true, false, false, false], list.FindAll("li").Select(row => row.QuerySelector(".unread") is not null));
        Assert.Equal("New answer", list.Find(".unread").GetAttribute("aria-label"));
        Assert.Equal([false, false, true, false], list.FindAll("li").Select(row => row.QuerySelector(".spinner") is not null));
    }

    [Fact]
    public void MoreButton_ThatFailed_IsForPeopleAndNotForTheModule()
    {
        var fails = true;
        var button = Render<MoreButton>(parameters => parameters.Add(more => more.Way, "older").Add(more => more.Text, "Show older")
            .Add(more => more.OnMore, () => fails ? throw new InvalidOperationException("by the test") : Task.CompletedTask));
        Assert.Equal("older", button.Find("button").GetAttribute("data-more"));

        button.Find("button").Click();
        Assert.False(button.Find("button").HasAttribute("data-more"));
        Assert.Equal("Not read. Try again", button.Find("button").TextContent.Trim());

        fails = false;
        button.Find("button").Click();
        Assert.Equal("older", button.Find("button").GetAttribute("data-more"));
    }

    private static SessionSummary Session(int days) => new(Guid.CreateVersion7(), $"{days} days old", Now.AddDays(-days), false);

    private IRenderedComponent<SessionList> Show(SessionSummary[] sessions, Guid? active = null) => Render<SessionList>(parameters => parameters
        .Add(list => list.Groups, SessionGroups.Of(sessions, Now, TimeZoneInfo.Utc))
        .Add(list => list.ActiveId, active)
        .Add(list => list.HasOlder, false)
        .Add(list => list.Zone, TimeZoneInfo.Utc)
        .Add(list => list.OnShowOlder, () => Task.CompletedTask)
        .Add(list => list.OnRename, _renames.Add)
        .Add(list => list.OnDelete, _deletions.Add));
}
