using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>Three members of the demo society changed their profiles: one moved, two were given another mobile number or department.</summary>
internal sealed class DemoProfileChanges(MemberHubDatabases databases) : IDemoStep
{
    private static readonly IReadOnlyList<(int DaysAgo, Action<ProfileForm> Change)> Changes =
    [
        (4, form => (form.Home.PostalCode, form.Home.Address) = ("980-0011", "宮城県仙台市青葉区上杉9-82-5 コーポ上杉201")),
        (1, form => form.MobilePhone = "080-0123-4567"),
        (0, ChangeDepartment),
    ];

    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        foreach (var (daysAgo, change) in Changes)
        {
            if (office.NextDebtor() is { } debtor)
            {
                await ChangeAsync(office, office.As(debtor), daysAgo, change, cancel);
            }
        }
    }

    private async Task ChangeAsync(DemoOffice office, Actor actor, int daysAgo, Action<ProfileForm> change, CancellationToken cancel)
    {
        await using var database = office.Open(databases);
        if (await database.ReadProfileAsync(actor, cancel) is { } stored)
        {
            var form = ProfileForm.Of(stored);
            change(form);
            await office.Make<SaveProfile>(office.DaysAgo(daysAgo)).RunAsync(actor, form, stored.Version, cancel);
        }
    }

    private static void ChangeDepartment(ProfileForm form)
    {
        if (form.Affiliations.Count > 0)
        {
            form.Affiliations[0].Department = "臨床検査部 微生物検査室";
        }
    }
}
