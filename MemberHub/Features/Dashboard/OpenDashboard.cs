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

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, long, DateOnly, bool, CancellationToken, Task<PersonRow>>> Person = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId, long accountId, DateOnly today, bool english, CancellationToken cancel) => (
            from member in database.Members
            join category in database.MemberCategories on member.CategoryId equals category.Id
            join rank in database.Ranks on member.RankId equals rank.Id into ranks
            from rank in ranks.DefaultIfEmpty()
            join society in database.Societies on member.SocietyId equals society.Id
            join account in database.Users on accountId equals account.Id
            where member.Id == memberId
            select new PersonRow
            {
                Name = member.Person.Name,
                Number = member.Number,
                Category = english ? category.NameEn : category.NameJa,
                Rank = rank == null ? null : english ? rank.NameEn : rank.NameJa,
                MailingDestination = member.Person.MailingDestination,
                Email = account.Email,
                EmailIsDead = database.UndeliverableAddresses.Any(mark => mark.Address == account.NormalizedEmail),
                Settings = society.Settings,
                Unread = database.Notices.Count(notice => notice.PublishedOn <= today && (notice.EndsOn == null || notice.EndsOn >= today)
                    && (notice.Categories == "" || notice.Categories.Contains("," + member.CategoryId + ","))
                    && (notice.Ranks == "" || database.Ranks.Any(own => own.Id == member.RankId && notice.Ranks.Contains("," + own.Id + ",")))
                    && !database.NoticesRead.Any(read => read.NoticeId == notice.Id && read.AccountId == accountId)),
                First = member.Affiliations.Where(affiliation => affiliation.Ordinal == 1)
                    .Select(affiliation => new WorkplaceRow(affiliation.Details.Institution, affiliation.Details.Department)).FirstOrDefault(),
            }).Single()));

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, IAsyncEnumerable<LiveInvoice>>> LiveInvoices = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId) => database.IssuedDocuments
            .Where(document => document.MemberId == memberId && document.VoidedUtc == null)
            .Where(document => database.PaymentOrderLines.Any(line => line.OrderId == document.OrderId && line.ClosedUtc == null))
            .OrderByDescending(document => document.IssuedOn).ThenByDescending(document => document.Id)
            .Select(document => new LiveInvoice(document.Number, document.Amount, document.DueOn!.Value))));

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, long, DateOnly, bool, IAsyncEnumerable<NoticeRow>>> Notices = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId, long accountId, DateOnly today, bool english) => database.Notices
            .Where(notice => notice.PublishedOn <= today && (notice.EndsOn == null || notice.EndsOn >= today))
            .Where(notice => database.Members.Any(member => member.Id == memberId
                && (notice.Categories == "" || notice.Categories.Contains("," + member.CategoryId + ","))
                && (notice.Ranks == "" || database.Ranks.Any(rank => rank.Id == member.RankId && notice.Ranks.Contains("," + rank.Id + ",")))))
            .OrderByDescending(notice => notice.IsPinned).ThenByDescending(notice => notice.PublishedOn).ThenByDescending(notice => notice.Id)
            .Take(NoticeCount)
            .Select(notice => new NoticeRow(
                notice.Id, english ? notice.TitleEn : notice.TitleJa, notice.PublishedOn, database.NoticesRead.Any(read => read.NoticeId == notice.Id && read.AccountId == accountId)))));

    public async Task<Result<DashboardView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAMember();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var person = await Person.On(database)(database, memberId, actor.AccountId, today, english, cancel);
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
            LiveInvoices = await LiveInvoices.On(database)(database, memberId).ToListAsync(cancel),
            Notices = actor.Withdrawn ? [] : await Notices.On(database)(database, memberId, actor.AccountId, today, english).ToListAsync(cancel),
            UnreadNotices = actor.Withdrawn ? 0 : person.Unread,
            Benefits = actor.Withdrawn ? [] : [.. (await database.ReadBenefitsAsync(memberId, ledger, cancel)).Judge(person.Settings.Calendar)
                .Select(pair => new DashboardBenefit(english ? pair.Benefit.TitleEn : pair.Benefit.TitleJa, pair.Answer.IsOpen))],
            Withdrawn = actor.Withdrawn,
        };
    }

    private sealed record PersonRow
    {
        public required string Name { get; init; }

        public required MemberNumber Number { get; init; }

        public required string Category { get; init; }

        public required string? Rank { get; init; }

        public required MailingDestination MailingDestination { get; init; }

        public required string? Email { get; init; }

        public required bool EmailIsDead { get; init; }

        public required SocietySettings Settings { get; init; }

        public required int Unread { get; init; }

        public required WorkplaceRow? First { get; init; }
    }

    private sealed record WorkplaceRow(string Institution, string Department);
}

/// <summary>The account belongs to nobody on the roster, such as one of the office's.</summary>
public sealed record NotAMember : Refusal;
