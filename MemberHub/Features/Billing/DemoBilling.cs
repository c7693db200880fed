using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Billing;

/// <summary>The demo society's secretary has drafted the coming year; somebody else has to release it.</summary>
internal sealed class DemoBilling(MemberHubDatabases databases) : IDemoStep
{
    private const int DaysUntilAnnounced = 3;

    // Whom it charges depends on what the other steps do to members.
    public bool ComesLast => true;

    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        await using var database = office.Open(databases);
        var calendar = (await database.SettingsAsync(cancel)).Calendar;
        var year = calendar.YearOf(office.Today).Next();
        var announce = office.Today.AddDays(DaysUntilAnnounced);
        var payable = calendar.PayableFrom(year);
        await office.Make<DraftBilling>().RunAsync(office.As(StaffRole.Secretary), new DraftBillingForm(year.Year, announce, payable > announce ? payable : announce), cancel);
    }
}
