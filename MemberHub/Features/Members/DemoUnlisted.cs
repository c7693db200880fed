using MemberHub.Data.DemoData;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>One member of the demo society has asked not to be found by others.</summary>
internal sealed class DemoUnlisted : IDemoStep
{
    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        if (office.NextDebtor() is not { } member)
        {
            return;
        }

        var secretary = office.As(StaffRole.Secretary);
        var fields = (await office.Make<OpenOfficeFields>().RunAsync(secretary, member.Number.Digits, cancel)).OrThrow();
        var form = new ListingForm { Version = fields.Version, Unlisted = true, Reason = "ご本人のお申し出（電話）" };
        (await office.Make<ListMember>().RunAsync(secretary, member.Number.Digits, form, cancel)).OrThrow();
    }
}
