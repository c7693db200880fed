using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>The demo society's office goes on with the first of the slips that were asked for: one in each state, the rest waits.</summary>
internal sealed class DemoSlips(MemberHubDatabases databases) : IDemoStep
{
    private const int Handled = 7;

    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        if (await FirstAsync(office, cancel) is not [var returned, var sent, var sentToo, var sentLately, var rejected, var approved, var approvedToo])
        {
            return;
        }

        var actor = office.As(StaffRole.Secretary);
        await Approve(6).RunAsync(actor, [returned, sent, sentToo, sentLately], cancel);
        await Send(5).RunAsync(actor, [returned, sent, sentToo], office.DaysAgo(5).Today(), cancel);
        await Send(1).RunAsync(actor, [sentLately], office.DaysAgo(1).Today(), cancel);
        await new RejectSlips(StepsOf(2), office.Make<SlipMails>()).RunAsync(actor, [rejected], "送付先の番地がないため、お届けできません。基本情報を直して、もう一度お申し込みください。", cancel);
        await new ReturnSlip(StepsOf(1), office.Make<SlipMails>()).RunAsync(actor, returned, "あて所に尋ねあたりません", cancel);
        await Approve(1).RunAsync(actor, [approved, approvedToo], cancel);

        SlipSteps StepsOf(int days) => office.Make<SlipSteps>(office.DaysAgo(days));
        ApproveSlips Approve(int days) => new(StepsOf(days));
        MarkSlipsSent Send(int days) => office.Make<MarkSlipsSent>(StepsOf(days), office.DaysAgo(days));
    }

    private async Task<List<long>> FirstAsync(DemoOffice office, CancellationToken cancel)
    {
        await using var database = office.Open(databases);
        return await database.PaymentOrders.Where(order => order.Method == PaymentMethod.PaymentSlip).OrderBy(order => order.Id).Take(Handled).Select(order => order.Id).ToListAsync(cancel);
    }
}
