using System.Globalization;
using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>
/// Adds a member with the next number of the society's series, and an account whose login ID is made of it. With an e-mail address the member sets the
/// first password by 「パスワードを忘れた方」.
/// </summary>
public sealed class AddMember(MemberHubDatabases databases, IValidator<AddMemberForm> validator, TimeProvider clock)
{
    private const int Tries = 5;
    private const string FirstNumber = "0000001";

    private static readonly AccountNormalizer Normalizer = new();

    /// <summary>The new number.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, AddMemberForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        if (!validator.Validate(form).IsValid)
        {
            return new FormNotValid();
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(actor, form, cancel);
            }
            catch (DbUpdateException error) when (attempt < Tries && error.IsUniqueViolation())
            {
                // A colleague took the number at the same moment: the next one is free.
            }
        }
    }

    private async Task<Result<string>> TryAsync(Actor actor, AddMemberForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var category = await database.MemberCategories.SingleOrDefaultAsync(row => row.Code == form.Category && row.EndedUtc == null, cancel);
        var rank = await database.Ranks.SingleOrDefaultAsync(row => row.Code == form.Rank && row.EndedUtc == null, cancel);
        if (category is null || (rank is null && form.Rank.Length > 0))
        {
            return new FormNotValid();
        }

        var email = JapaneseText.Code(form.Email);
        var normalized = Normalizer.NormalizeEmail(email);
        if (email.Length > 0 && await database.Users.AnyAsync(account => account.NormalizedEmail == normalized, cancel))
        {
            return new EmailBelongsToAnother();
        }

        var number = await NextNumberAsync(database, cancel);
        var member = new Member(number, JapaneseText.PersonName(form.Name), JapaneseText.Kana(form.Kana), category.Id, rank?.Id);
        member.Change(member.Person with { MailingDestination = MailingDestination.Home });
        member.Classify(category.Id, rank?.Id, form.JoinedMeant, null);
        member.CountUnits(form.UnitsMeant!.Value);
        var society = await database.Societies.Where(row => row.Id == actor.SocietyId).Select(row => row.Code).SingleAsync(cancel);
        var login = await FreeLoginAsync(database, society + number.Digits, cancel);
        var account = new Account
        {
            UserName = login,
            NormalizedUserName = Normalizer.NormalizeName(login),
            Email = email.Length > 0 ? email : null,
            NormalizedEmail = email.Length > 0 ? normalized : null,
            EmailConfirmed = email.Length > 0,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N").ToUpperInvariant(),
        };
        database.AddRange(member, account);
        await database.SaveChangesAsync(cancel);
        database.Add(new AccountMember { AccountId = account.Id, MemberId = member.Id });
        database.Record(actor, clock.UtcNow(), nameof(AddMember), member.Id, new { Number = number.Digits, Category = category.NameJa, Rank = rank?.NameJa, HasEmail = email.Length > 0 });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return number.Digits;
    }

    // Anybody may have chosen the login ID that a number would give: then the next free one, such as aoba0000727-2.
    private static async Task<string> FreeLoginAsync(MemberHubDbContext database, string login, CancellationToken cancel)
    {
        var wanted = Normalizer.NormalizeName(login);
        var taken = (await database.Users.Where(account => account.NormalizedUserName!.StartsWith(wanted)).Select(account => account.NormalizedUserName).ToListAsync(cancel)).ToHashSet();
        return Enumerable.Range(2, taken.Count).Select(suffix => string.Create(CultureInfo.InvariantCulture, $"{login}-{suffix}")).Prepend(login)
            .First(free => !taken.Contains(Normalizer.NormalizeName(free)));
    }

    // The largest of the longest numbers, plus one, with its zeros. Numbers of those who left count: none is ever given again.
    private static async Task<MemberNumber> NextNumberAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var last = (await database.Database.SqlQuery<string?>($"""
            SELECT MAX("Number") AS "Value" FROM "Members"
            WHERE "SocietyId" = {database.ShownSociety} AND LENGTH("Number") = (SELECT MAX(LENGTH("Number")) FROM "Members" WHERE "SocietyId" = {database.ShownSociety})
            """).ToListAsync(cancel)).Single();
        return MemberNumber.Parse(last is null ? FirstNumber : (long.Parse(last, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture).PadLeft(last.Length, '0'));
    }
}
