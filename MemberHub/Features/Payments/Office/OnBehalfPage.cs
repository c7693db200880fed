using MemberHub.Components;
using MemberHub.Components.Forms;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace MemberHub.Features.Payments.Office;

/// <summary>A page on which the office begins an attempt to pay for a member who asked for it by telephone or letter: over all that is open, as the member would.</summary>
public abstract class OnBehalfPage : ComponentBase
{
    [Parameter] public string Number { get; set; } = "";

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    [Inject] private OpenClaim OpenClaim { get; set; } = default!;

    [Inject] private RefusalTexts Refusals { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "coming")] private string? ComingText { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>The coming year is wanted, too.</summary>
    protected bool Coming => QueryText.IsSet(ComingText);

    protected ClaimView? View { get; private set; }

    /// <summary>Why there is nothing to begin with.</summary>
    protected string? Refused { get; private set; }

    protected IReadOnlyList<ErrorLine> Errors { get; set; } = [];

    /// <summary>The live attempts hold all there is: the new one takes their place.</summary>
    protected bool Replaces { get; private set; }

    protected async Task<Actor> ActorAsync() => (await Authentication).User.ToActor() with { OnBehalfOf = Number };

    /// <param name="replaces">What the form says; null before there is one.</param>
    protected async Task ReadAsync(bool? replaces)
    {
        var actor = await ActorAsync();
        var opened = await OpenClaim.RunAsync(actor, replaces == true, CancellationToken.None);
        Replaces = replaces ?? opened.Value?.Claim is { Payable.Count: 0 } claim && claim.Freed().Payable.Count > 0 && claim.Live.All(order => order.State != OrderState.PreliminarilyPaid);
        View = Replaces && replaces is null ? (await OpenClaim.RunAsync(actor, freed: true, CancellationToken.None)).Value : opened.Value;
        Refused = opened.Refusal is { } refusal && !actor.May(OfficeRight.RecordMoney) ? Refusals.Say(refusal)
            : View is { Claim.Payable.Count: 0 } && replaces is null ? Refusals.Say(View.Claim.Live.Count > 0 ? new AlreadyBeingPaid() : new NothingToPay()) : null;
        if (View is null && Refused is null)
        {
            Navigation.NotFound();
        }
    }

    /// <summary>Goes back to the member's page, or shows why nothing was begun.</summary>
    protected async Task TellAsync(Result<string> begun)
    {
        if (begun.Succeeded)
        {
            Navigation.NavigateTo($"/office/members/{Number}?saved=1");
            return;
        }

        Errors = [new ErrorLine(Refusals.Say(begun.Refusal))];
        await ReadAsync(Replaces);
    }
}
