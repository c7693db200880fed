using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>A member that an invoice asks money for, and where the member's part stands.</summary>
/// <param name="Money">What came of it; null unless it counts as paid.</param>
public sealed record InvoiceMember(string Number, string Name, Yen Amount, OrderState State, OrderMoney? Money)
{
    public bool IsPaidInPart => Money is { IsPaidInPart: true };
}

/// <summary>An issued invoice as the office sees it.</summary>
public sealed record InvoiceRecord
{
    public required string Number { get; init; }

    public required InvoiceContent Content { get; init; }

    public required bool IsVoid { get; init; }

    /// <summary>It is over several members.</summary>
    public required bool IsJoint { get; init; }

    /// <summary>It can be voided, or made out to somebody else.</summary>
    public required bool CanBeEnded { get; init; }

    /// <summary>一部入金: less than it asks for came for one of its members, and the rest is still to be paid.</summary>
    public bool IsPaidInPart => !IsVoid && Members.Any(member => member.IsPaidInPart);

    /// <summary>By member number.</summary>
    public required IReadOnlyList<InvoiceMember> Members { get; init; }

    /// <summary>The void invoice whose place this one took; null for most.</summary>
    public string? Replaces { get; init; }

    /// <summary>The invoice that took this one's place; null while none did.</summary>
    public string? ReplacedBy { get; init; }
}

/// <summary>Reads one invoice for the office.</summary>
public sealed class OpenInvoiceRecord(MemberHubDatabases databases)
{
    public async Task<Result<InvoiceRecord>> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await InvoiceReading.FindAsync(database, number, cancel) is not { } found)
        {
            return new NoSuchInvoice();
        }

        var ids = found.Orders.Select(order => order.MemberId).ToList();
        var members = await database.Members.Where(member => ids.Contains(member.Id)).OrderBy(member => member.Number)
            .Select(member => new { member.Id, member.Number, member.Person.Name }).ToListAsync(cancel);
        var linked = await database.IssuedDocuments.Where(document => document.Id == found.Invoice.ReplacesId || document.ReplacesId == found.Invoice.Id)
            .Select(document => new { document.Id, document.Number }).ToListAsync(cancel);
        var open = (await database.ReadChargesAsync(ids, cancel)).SelectMany(charges => charges).ToDictionary(charge => charge.ChargeId, charge => charge.Open);
        var money = await database.ReadMoneyOfPaidAsync(found.Orders, open, cancel);
        return new InvoiceRecord
        {
            Number = number,
            Content = ReadableJson.Read<InvoiceContent>(found.Invoice.Snapshot),
            IsVoid = found.Invoice.VoidedUtc is not null,
            IsJoint = found.Invoice.MemberId is null,
            CanBeEnded = found.CanBeEnded,
            Members = [.. from member in members
                          let order = found.Orders.First(order => order.MemberId == member.Id)
                          select new InvoiceMember(member.Number.Digits, member.Name, order.Amount, order.State, money.GetValueOrDefault(order.Id))],
            Replaces = linked.Find(document => document.Id == found.Invoice.ReplacesId)?.Number,
            ReplacedBy = linked.Find(document => document.Id != found.Invoice.ReplacesId)?.Number,
        };
    }
}
