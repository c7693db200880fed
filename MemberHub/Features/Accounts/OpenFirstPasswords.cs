using MemberHub.Data;
using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>How many letters there would be.</summary>
/// <param name="Name">Whose, where it is one member's; empty for a search.</param>
/// <param name="OpenCodes">Of how many of them an older letter is still good; a new one makes it void.</param>
public sealed record FirstPasswordsView(int Letters, int Found, int HavePassword, int WithoutAddress, int OpenCodes, string Name);

/// <summary>Counts the first-password letters of a search before they are made.</summary>
public sealed class OpenFirstPasswords(MemberHubDatabases databases, MemberIndex index, TimeProvider clock)
{
    public async Task<Result<FirstPasswordsView>> RunAsync(Actor actor, FirstPasswordWish wish, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var choice = await FirstPasswordChoice.OfAsync(database, index, wish, clock.Today(), cancel);
        var now = clock.UtcNow();
        var waiting = await database.FirstPasswords.Where(first => first.EndedUtc == null && first.ExpiresUtc > now).Select(first => first.AccountId).Distinct().ToListAsync(cancel);
        return new FirstPasswordsView(
            choice.Readers.Count, choice.Found, choice.HavePassword, choice.WithoutAddress, choice.Readers.Select(reader => reader.AccountId).Intersect(waiting).Count(),
            wish.Number.Length > 0 && choice.Readers is [var only] ? only.To.Name : "");
    }
}
