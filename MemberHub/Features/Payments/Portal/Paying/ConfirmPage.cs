using FluentValidation;
using MemberHub.Components;
using MemberHub.Components.Forms;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace MemberHub.Features.Payments.Portal.Paying;

/// <summary>The second step of paying online or by slip: shows what will happen, and begins the order when the member says so.</summary>
public abstract class ConfirmPage : ComponentBase
{
    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    [Inject] private OpenClaim OpenClaim { get; set; } = default!;

    [Inject] private OpenPayer OpenPayer { get; set; } = default!;

    [Inject] private StartOrder Start { get; set; } = default!;

    [Inject] private IValidator<StartOrderForm> Validator { get; set; } = default!;

    [Inject] private RefusalTexts Refusals { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "order")] protected StartOrderForm? Form { get; set; }

    [SupplyParameterFromQuery(Name = "coming")] private string? Coming { get; set; }

    [SupplyParameterFromQuery(Name = "replace")] private string? Replace { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected abstract PaymentMethod Method { get; }

    protected ClaimView? View { get; private set; }

    protected PayerView? Payer { get; private set; }

    protected IReadOnlyList<ErrorLine> Errors { get; private set; } = [];

    protected Yen Total => View!.Claim.Chosen(Form!.AddComingYear).Total(line => line.Open);

    protected override Task OnInitializedAsync() => ReadAsync();

    protected async Task StartAsync()
    {
        Form!.Method = Method;
        Errors = [.. Validator.Validate(Form).Errors.Select(error => new ErrorLine(error.ErrorMessage, error.PropertyName)), .. Questions()];
        if (Errors.Count > 0)
        {
            return;
        }

        var started = await Start.RunAsync((await Authentication).User.ToActor(), Form, CancellationToken.None);
        if (started.Succeeded)
        {
            Navigation.NavigateTo($"/payments/order/{started.Value}");
            return;
        }

        Errors = [new ErrorLine(Refusals.Say(started.Refusal))];
        await ReadAsync();
    }

    /// <summary>What looks like a slip and is asked about once before it is taken as meant.</summary>
    protected virtual IEnumerable<ErrorLine> Questions() => [];

    private async Task ReadAsync()
    {
        var actor = (await Authentication).User.ToActor();
        View = (await OpenClaim.RunAsync(actor, Form?.Replace ?? QueryText.IsSet(Replace), CancellationToken.None)).Value;
        if (View is null || (View.Claim.Payable.Count == 0 && Form is null))
        {
            Navigation.NavigateTo("/payments");
            return;
        }

        Payer = (await OpenPayer.RunAsync(actor, CancellationToken.None)).Value;
        Form ??= new StartOrderForm
        {
            Method = Method,
            AddComingYear = QueryText.IsSet(Coming),
            Replace = QueryText.IsSet(Replace),
            RequestKey = Guid.NewGuid().ToString("N"),
            Name = Payer?.Contact.Name ?? "",
            Kana = Payer?.Contact.Kana ?? "",
            Phone = Payer?.Contact.Phone ?? "",
            Email = Payer?.Contact.Email ?? "",
        };
    }
}
