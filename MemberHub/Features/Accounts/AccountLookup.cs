using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Finds accounts by what people type.</summary>
public sealed class AccountLookup(ILookupNormalizer normalizer)
{
    /// <summary>A login ID or e-mail as it is compared: letter case does not count.</summary>
    public string Normalize(string name) => normalizer.NormalizeName(JapaneseText.Code(name));

    /// <summary>
    /// The account with this login ID, e-mail or member number. Null when there is none, and when a number belongs to members of
    /// several societies.
    /// </summary>
    public async Task<Account?> FindAsync(MemberHubDbContext database, string typed, CancellationToken cancel)
    {
        var name = Key(typed);
        var accounts = MemberNumber.TryParse(name, out var number)
            ? database.Users.Where(account => account.NormalizedUserName == name || Holders(database, number.Value).Contains(account.Id))
            : database.Users.Where(account => account.NormalizedUserName == name || account.NormalizedEmail == name);
        return await accounts.Take(2).ToListAsync(cancel) is [var only] ? only : null;
    }

    /// <summary>The account with this e-mail, or null.</summary>
    public async Task<Account?> FindByEmailAsync(MemberHubDbContext database, string typed, CancellationToken cancel)
    {
        var email = Key(typed);
        return await database.Users.FirstOrDefaultAsync(account => account.NormalizedEmail == email, cancel);
    }

    // PostgreSQL takes no NUL in a text. No account has the empty name, and looking for it is the same work.
    private string Key(string typed) => JapaneseText.HasControlCharacters(typed) ? "" : Normalize(typed);

    private static IQueryable<long> Holders(MemberHubDbContext database, MemberNumber number) =>
        from link in database.AccountMembers.AcrossSocieties()
        join member in database.Members.AcrossSocieties() on link.MemberId equals member.Id
        where member.Number == number
        select link.AccountId;
}
