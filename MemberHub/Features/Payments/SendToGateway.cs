using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Sends the payer of a begun order to the gateway, or lets the gateway issue the voucher. The gateway is asked outside of any transaction; when
/// it gives no answer nothing has changed, and the member may try again: the same order leads to the same payment there. An order that was handed over
/// may be paid already, so it does not end when the gateway refuses to open it again.
/// </summary>
public sealed class SendToGateway(MemberHubDatabases databases, PaymentGateways gateways, PaymentMails mails, PublicAddress address, TimeProvider clock)
{
    public async Task<Result<Handover>> RunAsync(Actor actor, string reference, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (actor.MemberId is not { } memberId || await ReadAsync(database, memberId, reference, cancel) is not { } order)
        {
            return new OrderNotFound();
        }

        if (order.Details.Voucher is { } voucher && order.State.IsLive())
        {
            return new Handover.Issued(voucher) { Transaction = order.Transaction };
        }

        if (order.State is not (OrderState.Started or OrderState.AwaitingGateway) || gateways.Find(order.Gateway) is not { } gateway)
        {
            return new OrderHasEnded();
        }

        try
        {
            var itemName = await ItemNameAsync(database, order, cancel);
            var handover = await gateway.BeginAsync(order.ToGatewayOrder(itemName, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "ja", address), cancel);
            return await KeepAsync(actor, gateway, memberId, reference, handover, cancel);
        }
        catch (GatewayUnreachableException)
        {
            return order.State == OrderState.Started ? new GatewayNotReached() : new GatewayGaveNoAnswer();
        }
        catch (GatewayRefusedException refused)
        {
            return await FailAsync(actor, memberId, reference, refused.Code, cancel);
        }
    }

    private async Task<Result<Handover>> KeepAsync(Actor actor, IPaymentGateway gateway, long memberId, string reference, Handover handover, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var order = (await ReadAsync(database, memberId, reference, cancel))!;
        var nowUtc = clock.UtcNow();
        var changed = handover switch
        {
            Handover.Issued issued => order.Issue(issued.Voucher, nowUtc, handover.Transaction),
            _ => order.HandOver(nowUtc, handover.Transaction, gateway.Abilities.CanInquire),
        };
        if (!order.State.IsLive())
        {
            return new OrderHasEnded();
        }

        if (changed)
        {
            database.Record(actor, nowUtc, nameof(SendToGateway), memberId, new { order.Reference, State = order.State.ToString() });
            if (handover is Handover.Issued)
            {
                await mails.QueueAsync(database, order, PaymentMailKind.VoucherIssued, order.Amount, cancel);
            }

            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return handover;
    }

    private async Task<Result<Handover>> FailAsync(Actor actor, long memberId, string reference, string code, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var order = (await ReadAsync(database, memberId, reference, cancel))!;
        if (order.State != OrderState.Started)
        {
            return order.State.IsLive() ? new GatewayDidNotReopen() : new OrderHasEnded();
        }

        order.Record(PaymentEventKind.Failed, clock.UtcNow(), detail: code);
        database.Record(actor, clock.UtcNow(), nameof(SendToGateway), memberId, new { order.Reference, State = order.State.ToString(), Code = code });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new GatewaySaidNo();
    }

    private async Task<string> ItemNameAsync(MemberHubDbContext database, PaymentOrder order, CancellationToken cancel)
    {
        var ledger = await database.ReadLedgerAsync(order.MemberId, clock.Today(), cancel);
        var paid = order.Lines.Select(line => line.ChargeId).ToHashSet();
        return InvoiceWording.Subject([.. ledger.Charges.Where(charge => paid.Contains(charge.ChargeId))], Languages.Default);
    }

    private static Task<PaymentOrder?> ReadAsync(MemberHubDbContext database, long memberId, string reference, CancellationToken cancel) =>
        database.WholeOrders()
            .SingleOrDefaultAsync(item => item.Reference == reference && item.MemberId == memberId, cancel);
}
