using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Keeps in which language an account reads: its pages, its mails, and the papers it asks for unless told otherwise.</summary>
public sealed class ChooseLanguage(MemberHubDatabases databases, Sessions sessions, TimeProvider clock)
{
    /// <param name="language">One of <see cref="Components.Texts.Languages"/>.</param>
    public async Task RunAsync(Actor actor, string language, string sessionHash, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.Users.Where(row => row.Id == actor.AccountId && row.Language != language).ExecuteUpdateAsync(set => set.SetProperty(row => row.Language, language), cancel) == 0)
        {
            return;
        }

        database.Record(actor, clock.UtcNow(), nameof(ChooseLanguage), actor.MemberId, new { language });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget([sessionHash]);
    }
}
