using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Asks gateways for outcomes that they have not reported (照会): after 5 minutes, an hour, then daily; after the seventh time, or where the
/// gateway cannot be asked, a person of the office is.
/// </summary>
public sealed class AskForOutcomes(MemberHubDatabases databases, PaymentGateways gateways, GatewayReports reports, TimeProvider clock)
{
    private const int Batch = 50;

    /// <summary>How many were asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        await using var all = databases.OpenAcrossSocieties();
        var due = await all.PaymentOrders.AcrossSocieties().AsNoTracking().Where(order => order.NextInquiryUtc <= nowUtc)
            .OrderBy(order => order.NextInquiryUtc).Take(Batch).ToListAsync(cancel);
        foreach (var order in due)
        {
            await AskAsync(order.SocietyId, order.Id, cancel);
        }

        return due.Count;
    }

    private async Task AskAsync(long societyId, long orderId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        var order = await database.PaymentOrders.AsNoTracking().Include(item => item.Lines).SingleAsync(item => item.Id == orderId, cancel);
        var answered = false;
        if (gateways.Find(order.Gateway) is { Abilities.CanInquire: true } gateway)
        {
            try
            {
                var report = await gateway.InquireAsync(order.ToGatewayPayment(), cancel);
                await reports.ApplyLateAsync(gateway, report, null, cancel);
                answered = true;
            }
            catch (Exception error) when (error is GatewayUnreachableException or GatewayRefusedException)
            {
                // Asked again later; what it costs is time, and the member sees that we ask.
            }
        }

        await NoteAsync(societyId, orderId, answered, cancel);
    }

    private async Task NoteAsync(long societyId, long orderId, bool answered, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var memberId = await database.PaymentOrders.Where(item => item.Id == orderId).Select(item => item.MemberId).SingleAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var order = await database.WholeOrders().SingleAsync(item => item.Id == orderId, cancel);
        if (!order.State.IsLive() || order.NextInquiryUtc is null)
        {
            return;
        }

        var nowUtc = clock.UtcNow();
        if (!answered && order.Record(PaymentEventKind.OutcomeUnknown, nowUtc))
        {
            database.RecordBySystem(nowUtc, nameof(AskForOutcomes), memberId, new { order.Reference, State = order.State.ToString() });
        }

        order.AskAgain(nowUtc, gateways.Find(order.Gateway)?.Abilities.CanInquire == true);
        if (order.NextInquiryUtc is null && order.State == OrderState.Unknown)
        {
            database.Add(new PaymentTask(PaymentTaskKind.OutcomeUnknown, $"outcome:{order.Reference}", nowUtc) { MemberId = memberId, OrderId = orderId });
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
