using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.DemoData;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>The demo society's members have signed in before, from a hospital's desktop and from a phone, and mistyped now and then.</summary>
internal sealed class DemoSignInHistory(MemberHubDatabases databases, TimeProvider clock) : IDemoStep
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    private static readonly (int DaysAgo, int Minutes, SignInOutcome Outcome)[] Past =
    [
        (212, 0, SignInOutcome.SignedIn), (212, 9, SignInOutcome.SignedOut), (96, 0, SignInOutcome.WrongPassword), (96, 1, SignInOutcome.WrongPassword),
        (96, 2, SignInOutcome.SignedIn), (96, 14, SignInOutcome.SignedOut), (8, 0, SignInOutcome.SignedIn),
    ];

    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        var logins = DemoSignIns.Members.Select(member => member.Login).ToList();
        await using var database = office.Open(databases);
        foreach (var account in await database.Users.Where(account => logins.Contains(account.UserName!)).Select(account => account.Id).ToListAsync(cancel))
        {
            database.AddRange(Past.Select(past => new SignInEvent { AccountId = account, OccurredUtc = Then(past.DaysAgo, past.Minutes), Outcome = past.Outcome.ToString() }));
            database.Add(new AccountSession
            {
                AccountId = account,
                TokenHash = SecretToken.Create().Hash,
                IsPersistent = true,
                UserAgent = Phone,
                CreatedUtc = Then(8, 0),
                LastSeenUtc = Then(3, 0),
                ExpiresUtc = Then(8, 0) + Sessions.PersistentLife,
                ProvedUtc = Then(8, 0),
            });
        }

        await database.SaveChangesAsync(cancel);
    }

    private DateTime Then(int daysAgo, int minutes) => clock.UtcNow() - TimeSpan.FromDays(daysAgo) + TimeSpan.FromMinutes(minutes);
}
