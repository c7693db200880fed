using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>What the page of a receipt shows: the money, and the receipt if it was issued.</summary>
public sealed record ReceiptView
{
    public required Yen Amount { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public required PaymentMethod Method { get; init; }

    /// <summary>What the form begins with: the receipt's own words, the invoice's addressee or the profile.</summary>
    public required Addressee Suggested { get; init; }

    public required Addressee Profile { get; init; }

    public required string Proviso { get; init; }

    /// <summary>In which language the receipt speaks, or would.</summary>
    public required string Language { get; init; }

    /// <summary>Why no receipt can be issued; null when one can, or has been.</summary>
    public Refusal? Refusal { get; init; }

    public IssuedReceipt? Issued { get; init; }
}

/// <summary>A receipt that counts.</summary>
/// <param name="Copies">How often it was issued again (再発行).</param>
public sealed record IssuedReceipt(string Number, DateOnly IssuedOn, int Copies);

/// <summary>Reads a member's payment with its receipt.</summary>
public sealed class OpenReceipt(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="key">The payment's number, or the reference of its order.</param>
    public async Task<Result<ReceiptView>> RunAsync(Actor actor, string key, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        if (await database.ReadReceivedAsync(memberId, key, clock.Today(), cancel) is not { } received)
        {
            return new PaymentNotFound();
        }

        await database.RecordLookOnBehalfAsync(actor, memberId, clock.UtcNow(), cancel);
        var payment = received.Payment;
        var recipient = await database.ReadRecipientAsync(memberId, cancel);
        var receipt = await database.IssuedDocuments.AsNoTracking().SingleOrDefaultAsync(item => item.PaymentId == payment.Id && item.VoidedUtc == null, cancel);
        var content = receipt is null ? null : ReadableJson.Read<ReceiptContent>(receipt.Snapshot);
        var copies = receipt is null ? 0 : await database.DocumentFiles.CountAsync(file => file.DocumentId == receipt.Id && file.Kind == DocumentFileKind.Copy, cancel);
        var invoice = payment.OrderId is null || content is not null ? null : await database.IssuedDocuments
            .Where(item => item.OrderId == payment.OrderId && item.Kind == DocumentKind.Invoice).Select(item => item.Snapshot).FirstOrDefaultAsync(cancel);
        return new ReceiptView
        {
            Amount = content?.Total ?? received.Kept,
            ReceivedOn = payment.ReceivedOn,
            Method = payment.Method,
            Profile = recipient.Profile,
            Suggested = content?.Addressee
                ?? (invoice is null ? null : ReadableJson.Read<InvoiceContent>(invoice).Addressee)
                ?? (recipient.IsOrganisation ? recipient.Profile : new Addressee("", "", recipient.Name)),
            Proviso = content?.Proviso ?? received.ProvisoIn(Languages.Current),
            Language = content?.Language ?? Languages.Current,
            Refusal = receipt is null || received.Kept <= Yen.Zero ? received.RefusedBy(recipient.Settings.Receipts) : null,
            Issued = receipt is null || received.Kept <= Yen.Zero ? null : new IssuedReceipt(receipt.Number, receipt.IssuedOn, copies),
        };
    }
}
