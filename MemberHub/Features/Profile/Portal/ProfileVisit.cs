using MemberHub.Domain.Societies;
using Microsoft.AspNetCore.Components.Forms;

namespace MemberHub.Features.Profile.Portal;

/// <summary>One visit of a member to the page: what was loaded and what stands in the fields now.</summary>
public sealed class ProfileVisit
{
    public ProfileVisit(Actor actor, StoredProfile stored, KeptDraft? draft)
    {
        (Actor, Stored, DraftUtc) = (actor, stored, draft?.SavedUtc);
        Basis = ProfileForm.Of(stored);
        Form = draft?.Draft.Onto(stored) ?? ProfileForm.Of(stored);
        Context = new EditContext(Form);
    }

    public Actor Actor { get; }

    public StoredProfile Stored { get; }

    public ProfileForm Basis { get; }

    public ProfileForm Form { get; }

    public EditContext Context { get; }

    /// <summary>When the input was last kept on the server; null while there is nothing to keep.</summary>
    public DateTime? DraftUtc { get; set; }

    /// <summary>Keeps what was typed last without waiting for a pause.</summary>
    public Func<Task> KeepNow { get; set; } = () => Task.CompletedTask;

    public bool IsDirty => !Form.SaysTheSameAs(Basis);

    public ProfileDraft Draft => new(Basis, Form);

    public ProfileChanges Changes => ProfileChanges.Between(Stored, ProfileInput.Of(Form));

    /// <summary>The same input on top of what was saved elsewhere in between.</summary>
    public ProfileVisit Onto(StoredProfile stored)
    {
        var visit = new ProfileVisit(Actor, stored, new KeptDraft(Draft, default));
        visit.DraftUtc = DraftUtc;
        return visit;
    }

    /// <summary>Lets the form know that something other than a text field has changed.</summary>
    public void Changed(string property) => Context.NotifyFieldChanged(Context.Field(property));
}
