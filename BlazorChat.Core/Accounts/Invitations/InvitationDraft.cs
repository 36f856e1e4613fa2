using System.Text;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Accounts.Invitations;

/// <summary>An invitation that is to be made.</summary>
/// <param name="Note">For whom or what; may be empty.</param>
/// <param name="Lifetime">How long it holds, from <see cref="InvitationStore.MinLifetime"/> to <see cref="InvitationStore.MaxLifetime"/>.</param>
/// <param name="MaxUses">How many accounts it can make, 1 to <see cref="InvitationStore.MaxUses"/>.</param>
/// <param name="MakesAdmin">Whether who comes with it becomes an admin.</param>
public sealed record InvitationDraft(string Note, TimeSpan Lifetime, int MaxUses, bool MakesAdmin)
{
    internal List<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (Note.Trim().Length > InvitationStore.MaxNoteLength)
            errors.Add(new FieldError("note", "invitation_note_long", $"A note has at most {InvitationStore.MaxNoteLength} characters.") { Argument = $"{InvitationStore.MaxNoteLength}" });
        else if (Note.Trim().EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar))
            errors.Add(new FieldError("note", "invitation_note_wrong", "A note is one line of text."));
        if (Lifetime < InvitationStore.MinLifetime || Lifetime > InvitationStore.MaxLifetime)
            errors.Add(new FieldError("lifetime", "invitation_lifetime", "An invitation holds for one hour to 90 days."));
        if (MaxUses is < 1 or > InvitationStore.MaxUses)
            errors.Add(new FieldError("max_uses", "invitation_uses", $"An invitation can be used 1 to {InvitationStore.MaxUses} times.") { Argument = $"{InvitationStore.MaxUses}" });
        return errors;
    }
}

/// <summary>An invitation that was made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">The path and query of its link, with the secret: to be shown once.</param>
public sealed record NewInvitation(Guid Id, string Path);
