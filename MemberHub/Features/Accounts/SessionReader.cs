using System.Globalization;
using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>
/// Says who a session is, freshly from the database: name, member, roles and withdrawal hold as they are now, not as they were at
/// sign-in. One statement, which counts the unread notices, too; its answer is kept for a moment in <see cref="RecentPeople"/>. Roles of the office
/// count only in a session in which the second factor was given, and so do the pages of a member who asked for it.
/// </summary>
public sealed class SessionReader(MemberHubDatabases databases, RecentPeople recent, SeenSessions seen, TimeProvider clock)
{
    /// <summary>The claim that carries the hash of the session's token.</summary>
    public const string SessionClaim = ActorClaims.Session;

    /// <summary>The claim with the language that the account has chosen; absent until it chose.</summary>
    public const string LanguageClaim = "mh:language";

    public const string Scheme = "Session";

    /// <summary>How long a second factor counts: a long day at the desk.</summary>
    public static readonly TimeSpan SecondFactorLife = TimeSpan.FromHours(12);

    private static readonly CompiledQuery<Func<MemberHubDbContext, string, DateTime, DateOnly, CancellationToken, Task<SessionRow?>>> Sessions = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, string hash, DateTime now, DateOnly today, CancellationToken cancel) => (
            from session in database.AccountSessions
            join account in database.Users on session.AccountId equals account.Id
            where session.TokenHash == hash && session.EndedUtc == null && session.ExpiresUtc > now
            select new SessionRow(
                account.Id,
                account.UserName ?? "",
                account.Language,
                session.SecondFactorUtc,
                session.ProvedUtc,
                database.SecondFactors.Any(factor => factor.AccountId == account.Id && factor.GuardsMember),
                (from link in database.AccountMembers.IgnoreQueryFilters(new[] { SocietyFilter.Name })
                 join member in database.Members.IgnoreQueryFilters(new[] { SocietyFilter.Name }) on link.MemberId equals member.Id
                 where link.AccountId == account.Id
                 orderby link.SocietyId
                 select new MemberRow(
                     link.SocietyId,
                     member.Id,
                     member.Person.Name,
                     member.WithdrawnOn,
                     database.Notices.IgnoreQueryFilters(new[] { SocietyFilter.Name }).Count(notice => notice.PublishedOn <= today && (notice.EndsOn == null || notice.EndsOn >= today)
                         && notice.SocietyId == link.SocietyId
                         && (notice.Categories == "" || notice.Categories.Contains("," + member.CategoryId + ","))
                         && (notice.Ranks == "" || database.Ranks.IgnoreQueryFilters(new[] { SocietyFilter.Name }).Any(rank => rank.Id == member.RankId && notice.Ranks.Contains("," + rank.Id + ",")))
                         && (!notice.InArrearsOnly || database.DuesCharges.IgnoreQueryFilters(new[] { SocietyFilter.Name }).Any(charge => charge.MemberId == member.Id && charge.PeriodEnd < today
                             && (long)(object)charge.Amount
                                 > database.Allocations.IgnoreQueryFilters(new[] { SocietyFilter.Name }).Where(part => part.ChargeId == charge.Id && part.ReversedUtc == null).Sum(part => (long)(object)part.Amount)
                                     + database.Waivers.IgnoreQueryFilters(new[] { SocietyFilter.Name }).Where(waiver => waiver.ChargeId == charge.Id && waiver.ReversedUtc == null).Sum(waiver => (long)(object)waiver.Amount)))
                         && !database.NoticesRead.IgnoreQueryFilters(new[] { SocietyFilter.Name }).Any(read => read.NoticeId == notice.Id && read.AccountId == link.AccountId)))).ToList(),
                (from staff in database.StaffAssignments.IgnoreQueryFilters(new[] { SocietyFilter.Name })
                 where staff.AccountId == account.Id && staff.DisabledUtc == null
                 orderby staff.SocietyId
                 select new StaffRow(staff.SocietyId, staff.Role, staff.Name)).ToList()))
            .AsSingleQuery()
            .FirstOrDefault()));

    /// <summary>The person behind a live session, or null.</summary>
    public async ValueTask<ClaimsPrincipal?> FindAsync(string hash, CancellationToken cancel) =>
        recent.Find(hash) ?? await ReadAsync(hash, cancel);

    /// <summary>As <see cref="FindAsync"/>, but always from the database.</summary>
    public async Task<ClaimsPrincipal?> ReadAsync(string hash, CancellationToken cancel)
    {
        if (hash.Length == 0 || await QueryAsync(hash, cancel) is not { } row || PrincipalOf(row, hash) is not { } person)
        {
            recent.Forget(hash);
            return null;
        }

        seen.Note(hash, clock.UtcNow());
        recent.Keep(hash, person);
        return person;
    }

    /// <summary>Makes the next request ask the database.</summary>
    public void Forget(string hash) => recent.Forget(hash);

    private async Task<SessionRow?> QueryAsync(string hash, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        return await Sessions.On(database)(database, hash, clock.UtcNow(), clock.Today(), cancel);
    }

    private ClaimsPrincipal? PrincipalOf(SessionRow row, string hash)
    {
        var member = row.Members.FirstOrDefault();
        if ((member?.SocietyId ?? row.Staff.FirstOrDefault()?.SocietyId) is not { } society)
        {
            return null;
        }

        var staff = row.Staff.Where(item => item.SocietyId == society).ToList();
        var mayEnter = row.SecondFactorUtc + SecondFactorLife > clock.UtcNow();

        // A member asked for it themselves: once for each sign-in is enough.
        var isMember = member is not null && (!row.GuardsMember || row.SecondFactorUtc is not null);
        var actor = new Actor(
            row.AccountId,
            society,
            isMember ? member!.MemberId : null,
            mayEnter ? [.. staff.Select(item => item.Role).Distinct()] : [],
            isMember && member!.WithdrawnOn <= clock.Today())
        { ProvedUtc = row.ProvedUtc, AwaitsCode = (staff.Count > 0 && !mayEnter) || (member is not null && !isMember) };
        Claim[] claims =
        [
            .. actor.ToClaims(),
            new(ClaimTypes.NameIdentifier, row.AccountId.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, member?.Name ?? staff.FirstOrDefault()?.Name ?? row.LoginId),
            new(SessionClaim, hash),
            .. row.Language is { } language ? [new Claim(LanguageClaim, language)] : Array.Empty<Claim>(),
            .. member is { Unread: > 0 and var unread } && !actor.Withdrawn ? [new Claim(ActorClaims.UnreadNotices, unread.ToString(CultureInfo.InvariantCulture))] : Array.Empty<Claim>(),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }

    private sealed record SessionRow(
        long AccountId, string LoginId, string? Language, DateTime? SecondFactorUtc, DateTime? ProvedUtc, bool GuardsMember, List<MemberRow> Members, List<StaffRow> Staff);

    private sealed record MemberRow(long SocietyId, long MemberId, string Name, DateOnly? WithdrawnOn, int Unread);

    private sealed record StaffRow(long SocietyId, StaffRole Role, string Name);
}
