using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Settings;

/// <summary>Prints an invoice that nobody owes, with issuer, bank account and seal as they are set now. It has no number and is kept nowhere.</summary>
public sealed class PreviewSeal(MemberHubDatabases databases, InvoicePaper paper, IStringLocalizer<SettingsText> text, TimeProvider clock)
{
    public const string Address = "/office/settings/seal.pdf";

    private const long SampleAmount = 12_000;

    public async Task<Result<byte[]>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var today = clock.Today();
        var year = settings.Calendar.YearOf(today);
        return paper.Render(
            new InvoiceContent
            {
                Number = text["Preview.Number"],
                NumberDigits = "000000",
                IssuedOn = today,
                DueOn = today.AddDays(settings.InvoiceDays),
                MemberNumber = "0000000",
                MemberName = text["Preview.Member"],
                Addressee = new Addressee("", "", text["Preview.Member"]),
                Subject = text["Preview.Subject"],
                Lines = [new InvoiceLine { Description = text["Preview.Line"], PeriodStart = settings.Calendar.FirstDay(year), PeriodEnd = settings.Calendar.LastDay(year), UnitPrice = new Yen(SampleAmount) }],
                Issuer = settings.Issuer,
                BankAccount = settings.BankAccount,
            },
            clock.UtcNow()).Bytes;
    }

    internal static async Task<IResult> ServeAsync(ClaimsPrincipal user, PreviewSeal preview, HttpContext http, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        return (await preview.RunAsync(user.ToActor(), cancel)).Value is { } bytes ? Results.File(bytes, "application/pdf") : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
