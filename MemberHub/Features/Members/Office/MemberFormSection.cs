using FluentValidation;
using MemberHub.Components.Forms;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace MemberHub.Features.Members.Office;

/// <summary>One form among several on a member's page: checks, sends, and leads back to the record or shows what is wrong.</summary>
public abstract class MemberFormSection : ComponentBase
{
    [Parameter, EditorRequired] public OfficeFields Fields { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private RefusalTexts Refusals { get; set; } = default!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected IReadOnlyList<ErrorLine> Errors { get; private set; } = [];

    /// <summary>What the ids of this form's inputs begin with.</summary>
    protected abstract string Prefix { get; }

    protected async Task SendAsync<TForm>(TForm form, IValidator<TForm> validator, Func<Actor, TForm, Task<Result<Done>>> run)
    {
        Errors = [.. validator.Validate(form).Errors.Select(error => new ErrorLine(error.ErrorMessage, IdOf(error.PropertyName)))];
        if (Errors.Count > 0)
        {
            return;
        }

        var done = await run((await Authentication).User.ToActor(), form);
        if (done.Succeeded)
        {
            Navigation.NavigateTo($"/office/members/{Fields.Number}?saved=1");
            return;
        }

        Errors = [new ErrorLine(Refusals.Say(done.Refusal))];
    }

    protected string IdOf(string field) => Prefix + field;

    protected string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.FieldId == IdOf(field))?.Text;
}
