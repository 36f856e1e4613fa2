using AngleSharp.Dom;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Components;

/// <summary>What can be done with a message, and what is asked first.</summary>
public sealed class MessageActionsTests : ComponentTest
{
    private static readonly Guid Session = Guid.CreateVersion7();
    private readonly List<MessageCommand> _commands = [];

    [Fact]
    public void Actions_OfAnAnswer_DoWhatTheySay()
    {
        var message = Answer(MessageStatus.Completed, new TextPart("Yes"));
        var actions = Show(message);

        foreach (var name in new[] { "Try again", "Answer again with another model" }) Named(actions, name).Click();
        foreach (var item in actions.FindAll("[role=menuitem]")) item.Click();

        Assert.Equal([MessageAct.Retry, MessageAct.ChooseModel, MessageAct.ShowDetails, MessageAct.AskToDelete], _commands.Select(command => command.Act));
        Assert.All(_commands, command => Assert.Same(message, command.Message));
        Assert.Empty(actions.FindAll("[data-edit]"));
        Assert.InRange(actions.FindAll(".actions > button, .actions > ui-menu > button").Count, 1, 6);
    }

    [Fact]
    public void Actions_OfAQuestion_EditItAndAnswerNothing()
    {
        var actions = Show(Question("What?"));

        Assert.Equal(["Copy", "Edit", "More"], actions.FindAll(".actions > button, .actions > ui-menu > button").Select(button => button.GetAttribute("aria-label")));
        Assert.True(Named(actions, "Edit").HasAttribute("data-edit"));
    }

    [Fact]
    public void Actions_OfAnAnswerThatEndedEarly_LeaveRetryingToTheLineAbove() =>
        Assert.DoesNotContain(Show(Answer(MessageStatus.Stopped, new TextPart("Half"))).FindAll("button"), button => button.GetAttribute("aria-label") == "Try again");

    [Fact]
    public void Versions_OfAMessage_LinkToTheirNeighbours()
    {
        var (previous, next) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Equal(
            [$"s/{Session}?branch={previous}", $"s/{Session}?branch={next}"], Links(Versions(new SiblingPlace(2, 3, previous, next))));
        Assert.Equal([$"s/{Session}?branch={next}"], Links(Versions(new SiblingPlace(1, 3, null, next))));
        Assert.Equal([$"s/{Session}?branch={previous}"], Links(Versions(new SiblingPlace(3, 3, previous, null))));
        Assert.Equal("2/3", Versions(new SiblingPlace(2, 3, previous, next)).Find(".place").TextContent);
        Assert.Empty(Show(Answer(MessageStatus.Completed)).FindAll("message-versions"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Desk_AskedToDelete_AsksFirst(bool isMeant)
    {
        var message = Question("x");
        var desk = Desk(new MessageCommand(MessageAct.AskToDelete, message));
        desk.Find("#act").Click();
        Assert.Empty(_commands);

        var form = desk.FindComponent<ConfirmDialog>().Find("form");
        if (isMeant) form.Submit(); else form.TriggerEvent("onreset", EventArgs.Empty);

        Assert.Equal(isMeant ? [new(MessageAct.Delete, message)] : [], _commands);
        Assert.Empty(desk.FindComponents<ConfirmDialog>());
    }

    [Fact]
    public void Desk_AskedForDetails_ShowsThemUntilTheyAreClosed()
    {
        var desk = Desk(new MessageCommand(MessageAct.ShowDetails, Answer(MessageStatus.Completed, new TextPart("Yes"))));
        desk.Find("#act").Click();
        Assert.Contains("openai", desk.FindComponent<MessageDetails>().Markup, StringComparison.Ordinal);

        desk.FindComponent<MessageDetails>().Find("form").TriggerEvent("onreset", EventArgs.Empty);

        Assert.Empty(desk.FindComponents<MessageDetails>());
        Assert.Empty(_commands);
    }

    [Theory]
    [InlineData(MessageAct.AskToDelete)]
    [InlineData(MessageAct.ShowDetails)]
    public void Desk_OfAnotherSession_ForgetsWhatItWasAsked(MessageAct act)
    {
        var desk = Desk(new MessageCommand(act, Answer(MessageStatus.Completed, new TextPart("Yes"))));
        desk.Find("#act").Click();
        Assert.NotEmpty(desk.FindAll("dialog"));

        desk.Render(parameters => parameters.Add(changed => changed.SessionId, Session));
        Assert.NotEmpty(desk.FindAll("dialog"));
        desk.Render(parameters => parameters.Add(changed => changed.SessionId, Guid.CreateVersion7()));

        Assert.Empty(desk.FindAll("dialog"));
    }

    [Fact]
    public void Desk_OfAnythingElse_HandsItOn()
    {
        var command = new MessageCommand(MessageAct.Retry, Answer(MessageStatus.Completed));
        Desk(command).Find("#act").Click();

        Assert.Equal([command], _commands);
    }

    private static IElement Named(IRenderedComponent<MessageActions> actions, string name) =>
        actions.FindAll("button").Single(button => button.GetAttribute("aria-label") == name);

    private static IEnumerable<string?> Links(IRenderedComponent<MessageVersions> versions) => versions.FindAll("a").Select(link => link.GetAttribute("href"));

    private IRenderedComponent<MessageVersions> Versions(SiblingPlace place) => Render<MessageVersions>(parameters => parameters
        .Add(versions => versions.MessageId, Guid.CreateVersion7())
        .Add(versions => versions.Place, place)
        .AddCascadingValue(new MessageScope(Session, false, null)));

    private IRenderedComponent<MessageActions> Show(MessageView message) => Render<MessageActions>(parameters => parameters
        .Add(actions => actions.Message, message)
        .Add(actions => actions.IsLast, true)
        .Add(actions => actions.Zone, TimeZoneInfo.Utc)
        .Add(actions => actions.OnCommand, _commands.Add));

    /// <summary>A desk whose one message is a button that raises the command.</summary>
    private IRenderedComponent<MessageDesk> Desk(MessageCommand command)
    {
        AddAuthorization();
        Services.AddScoped<CurrentCaller>();
        return Render<MessageDesk>(parameters => parameters
            .Add(desk => desk.Caller, Caller)
            .Add(desk => desk.SessionId, Session)
            .Add(desk => desk.Zone, TimeZoneInfo.Utc)
            .Add(desk => desk.NameOf, id => id)
            .Add(desk => desk.ChildContent, act => builder =>
            {
                builder.OpenElement(0, "button");
                builder.AddAttribute(1, "id", "act");
                builder.AddAttribute(2, "onclick", EventCallback.Factory.Create(this, () => act.InvokeAsync(command)));
                builder.CloseElement();
            })
            .Add(desk => desk.OnCommand, _commands.Add));
    }
}
