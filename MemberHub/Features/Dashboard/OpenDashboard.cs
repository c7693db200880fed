using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Dashboard;

/// <summary>Reads the dashboard of the signed-in member in six statements.</summary>
public sealed class OpenDashboard(MemberHubDatabases databases, TimeProvider clock)
{
    private const int NoticeCount = 5;

    public async Task<Result<DashboardView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAMember();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var person = await (
            from member in database.Members
            join category in database.MemberCategories on member.CategoryId equals category.Id
            join rank in database.Ranks on member.RankId equals rank.Id into ranks
            from rank in ranks.DefaultIfEmpty()
            join society in database.Societies on member.SocietyId equals society.Id
            join account in database.Users on actor.AccountId equals account.Id
            where member.Id == memberId
            select new
            {
                member.Person.Name,
                member.Number,
                Category = english ? category.NameEn : category.NameJa,
                Rank = rank == null ? null : english ? rank.NameEn : rank.NameJa,
                member.Person.MailingDestination,
                account.Email,
                EmailIsDead = database.UndeliverableAddresses.Any(mark => mark.Address == account.NormalizedEmail),
                society.Settings,
                Unread = database.Notices.ShownOn(today).Count(notice => !database.NoticesRead.Any(read => read.NoticeId == notice.Id && read.AccountId == actor.AccountId)),
                First = member.Affiliations.Where(affiliation => affiliation.Ordinal == 1)
                    .Select(affiliation => new { affiliation.Details.Institution, affiliation.Details.Department }).FirstOrDefault(),
            }).SingleAsync(cancel);
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        return new DashboardView
        {
            Name = person.Name,
            MemberNumber = person.Number.Digits,
            Category = person.Category,
            Rank = person.Rank,
            Institution = person.First?.Institution ?? "",
            Department = person.First?.Department ?? "",
            MailingDestination = person.MailingDestination,
            Email = person.Email,
            EmailIsDead = person.EmailIsDead,
            Ledger = ledger,
            LiveInvoices = await LiveInvoicesAsync(database, memberId, cancel),
            Notices = actor.Withdrawn ? [] : await NoticesAsync(database, actor.AccountId, today, english, cancel),
            UnreadNotices = actor.Withdrawn ? 0 : person.Unread,
            Benefits = actor.Withdrawn ? [] : [.. (await database.ReadBenefitsAsync(memberId, ledger, cancel)).Judge(person.Settings.Calendar)
                .Select(pair => new DashboardBenefit(english ? pair.Benefit.TitleEn : pair.Benefit.TitleJa, pair.Answer.IsOpen))],
            Withdrawn = actor.Withdrawn,
        };
    }

    private static async Task<IReadOnlyList<LiveInvoice>> LiveInvoicesAsync(MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        await database.IssuedDocuments
            .Where(document => document.MemberId == memberId && document.VoidedUtc == null)
            .Where(document => database.PaymentOrderLines.Any(line => line.OrderId == document.OrderId && line.ClosedUtc == null))
            .OrderByDescending(document => document.IssuedOn).ThenByDescending(document => document.Id)
            .Select(document => new LiveInvoice(document.Number, document.Amount, document.DueOn!.Value))
            .ToListAsync(cancel);

    private static async Task<IReadOnlyList<NoticeRow>> NoticesAsync(MemberHubDbContext database, long accountId, DateOnly today, bool english, CancellationToken cancel) =>
        await database.Notices
            .ShownOn(today).NewestFirst()
            .Take(NoticeCount)
            .Select(notice => new NoticeRow(
                notice.Id, english ? notice.TitleEn : notice.TitleJa, notice.PublishedOn, database.NoticesRead.Any(read => read.NoticeId == notice.Id && read.AccountId == accountId)))
            .ToListAsync(cancel);
}

/// <summary>The account belongs to nobody on the roster, such as one of the office's.</summary>
public sealed record NotAMember : Refusal;
