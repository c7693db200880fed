using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Payments;

/// <summary>Members of the demo society ask for slips on several days, and a gateway reports an order that nobody knows.</summary>
internal sealed class DemoSlipRequests(MemberHubDatabases databases, TimeProvider clock) : IDemoStep
{
    // Those that the office has gone on with, then one for each of the last days.
    private static readonly int[] DaysAgo = [15, 12, 9, 8, 7, 7, 7, 6, 5, 4, 3, 2, 1, 0, 0];

    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        foreach (var days in DaysAgo)
        {
            await RequestAsync(office, office.DaysAgo(days), cancel);
        }

        await using var database = office.Open(databases);
        database.Add(new PaymentTask(PaymentTaskKind.UnknownOrder, "demo", clock.UtcNow().AddDays(-1)) { Detail = "Paid 12000 " });
        await database.SaveChangesAsync(cancel);
    }

    private async Task RequestAsync(DemoOffice office, TimeProvider then, CancellationToken cancel)
    {
        var mails = office.Make<PaymentMails>(then);
        var start = office.Make<StartOrder>(office.Make<OrderEnding>(mails, then), mails, then);
        while (office.NextDebtor() is { } debtor)
        {
            var form = new StartOrderForm { Method = PaymentMethod.PaymentSlip, RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = await office.ClaimOfAsync(databases, debtor, then, cancel) };
            if ((await start.RunAsync(office.As(debtor), form, cancel)).Succeeded)
            {
                return;
            }
        }
    }
}
