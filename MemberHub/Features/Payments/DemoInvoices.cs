using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;

namespace MemberHub.Features.Payments;

/// <summary>Members of the demo society have invoices made out to their hospitals.</summary>
internal sealed class DemoInvoices(MemberHubDatabases databases) : IDemoStep
{
    private static readonly (int DaysAgo, string Institution, string Department)[] Issued =
    [
        (24, "名城東病院", "検査部"),
        (11, "みちのく大学病院", "臨床検査医学"),
        (4, "さくら坂記念病院", "検査科"),
    ];

    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        foreach (var (daysAgo, institution, department) in Issued)
        {
            await IssueAsync(office, office.DaysAgo(daysAgo), new InvoiceForm { Institution = institution, Department = department }, cancel);
        }
    }

    private async Task IssueAsync(DemoOffice office, TimeProvider then, InvoiceForm form, CancellationToken cancel)
    {
        var issue = office.Make<IssueInvoice>(office.Make<OrderEnding>(office.Make<PaymentMails>(then), then), then);
        while (office.NextDebtor() is { } debtor)
        {
            form.RequestKey = Guid.NewGuid().ToString("N");
            form.ShownTotal = await office.ClaimOfAsync(databases, debtor, then, cancel);
            if ((await issue.RunAsync(office.As(debtor), form, cancel)).Succeeded)
            {
                return;
            }
        }
    }
}
