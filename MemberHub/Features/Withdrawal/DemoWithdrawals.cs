using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Data.Queries;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>Two members of the demo society want to leave: one waits for the office, one was confirmed and still owes.</summary>
internal sealed class DemoWithdrawals(MemberHubDatabases databases) : IDemoStep
{
    private static readonly IReadOnlyList<string> Reasons = ["定年退職により、研究活動を終えるため。", "専門分野が変わったため。"];

    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        await using var database = office.Open(databases);
        var leaves = WithdrawalTerms.Of(office.Today, (await database.SettingsAsync(cancel)).Calendar).LeavesOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var reason in Reasons)
        {
            if (office.NextDebtor() is { } debtor)
            {
                await office.Make<HandInWithdrawal>().RunAsync(office.As(debtor), new WithdrawalForm { Reason = reason, Understood = true, ShownLeavesOn = leaves }, cancel);
            }
        }

        if (await database.WithdrawalNotices.Live().OrderBy(notice => notice.Id).Select(notice => (long?)notice.Id).FirstOrDefaultAsync(cancel) is { } first)
        {
            await office.Make<ConfirmWithdrawal>().RunAsync(office.As(StaffRole.Secretary), first, cancel);
        }
    }
}
