using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Data.Search;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Whose letters are wanted: one member's, or those of a search.</summary>
/// <param name="Number">A member number; empty for a search.</param>
public sealed record FirstPasswordWish(string Number, MemberFilter Filter);

/// <summary>Somebody who can get a letter.</summary>
internal sealed record FirstPasswordReader(long MemberId, long AccountId, string Number, MailingAddress To);

/// <summary>Who of a search gets a letter, and how many do not.</summary>
/// <param name="Found">Members without e-mail whom the search found.</param>
/// <param name="HavePassword">Left out: they set one already. Asked for alone, such a member gets a letter.</param>
/// <param name="WithoutAddress">Left out: nowhere to send it, or nothing is sent there (発送停止).</param>
internal sealed record FirstPasswordChoice(IReadOnlyList<FirstPasswordReader> Readers, int Found, int HavePassword, int WithoutAddress)
{
    private const int Batch = 500;

    public static async Task<FirstPasswordChoice> OfAsync(MemberHubDbContext database, MemberIndex index, FirstPasswordWish wish, DateOnly today, CancellationToken cancel)
    {
        var ids = await IdsAsync(database, index, wish, today, cancel);
        List<FirstPasswordReader> readers = [];
        var (found, havePassword, withoutAddress) = (0, 0, 0);
        foreach (var batch in ids.Chunk(Batch))
        {
            var rows = await (
                from member in database.Members
                where batch.Contains(member.Id) && (member.WithdrawnOn == null || member.WithdrawnOn > today)
                join link in database.AccountMembers on member.Id equals link.MemberId
                join account in database.Users on link.AccountId equals account.Id
                where account.Email == null && !database.StaffAssignments.AcrossSocieties().Any(staff => staff.AccountId == account.Id)
                orderby member.Number
                select new { member.Id, Account = account.Id, member.Number, HasPassword = account.PasswordHash != null, Stopped = member.DeliveryStoppedOn != null }).ToListAsync(cancel);
            var addresses = await database.ReadMailingAddressesAsync([.. rows.Select(row => row.Id)], cancel);
            found += rows.Count;
            foreach (var row in rows)
            {
                if (row.HasPassword && wish.Number.Length == 0)
                {
                    havePassword++;
                }
                else if (row.Stopped || !addresses.TryGetValue(row.Id, out var to))
                {
                    withoutAddress++;
                }
                else
                {
                    readers.Add(new FirstPasswordReader(row.Id, row.Account, row.Number.Digits, to));
                }
            }
        }

        return new FirstPasswordChoice(readers, found, havePassword, withoutAddress);
    }

    private static async Task<IReadOnlyList<long>> IdsAsync(MemberHubDbContext database, MemberIndex index, FirstPasswordWish wish, DateOnly today, CancellationToken cancel)
    {
        if (wish.Number.Length > 0)
        {
            return MemberNumber.TryParse(wish.Number, out var number) ? await database.Members.Where(member => member.Number == number).Select(member => member.Id).ToListAsync(cancel) : [];
        }

        var search = wish.Filter.ToSearch(await database.MemberCategories.ToListAsync(cancel), await database.Ranks.ToListAsync(cancel));
        return [.. (await database.FindMembersAsync(index, search, today, cancel)).Select(member => member.Id)];
    }
}
