using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Dashboard;

/// <summary>Reads the dashboard of the signed-in member in six statements.</summary>
public sealed class OpenDashboard(MemberHubDatabases databases, TimeProvider clock)
{
    private const int NoticeCount = 5;

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, long, DateOnly, bool, bool, CancellationToken, Task<PersonRow>>> Person = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId, long accountId, DateOnly today, bool inArrears, bool english, CancellationToken cancel) => (
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
                    && (!notice.InArrearsOnly || inArrears)
                    && !database.NoticesRead.Any(read => read.NoticeId == notice.Id && read.AccountId == accountId)),
                First = member.Affiliations.Where(affiliation => affiliation.Ordinal == 1)
                    .Select(affiliation => new WorkplaceRow(affiliation.Details.Institution, affiliation.Details.Department)).FirstOrDefault(),
            }).Single()));

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, IAsyncEnumerable<OrderRow>>> LiveOrders = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId) => database.PaymentOrders.AsNoTracking()
            .Where(order => order.MemberId == memberId && order.Lines.Any(line => line.ClosedUtc == null))
            .OrderByDescending(order => order.CreatedUtc).ThenByDescending(order => order.Id)
            .Select(order => new OrderRow(
                order,
                order.Lines,
                order.Events,
                database.IssuedDocuments.Where(document => document.OrderId == order.Id && document.Kind == DocumentKind.Invoice && document.VoidedUtc == null)
                    .Select(document => new InvoiceRow(document.Number, document.DueOn, document.Counterparty)).FirstOrDefault(),
                database.IssuedDocuments.Where(document => document.Id == order.JointInvoiceId)
                    .Select(document => new InvoiceRow(document.Number, document.DueOn, document.Counterparty)).FirstOrDefault()))));

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, long, DateOnly, bool, bool, IAsyncEnumerable<NoticeRow>>> Notices = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId, long accountId, DateOnly today, bool inArrears, bool english) => database.Notices
            .Where(notice => notice.PublishedOn <= today && (notice.EndsOn == null || notice.EndsOn >= today) && (!notice.InArrearsOnly || inArrears))
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
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var inArrears = ledger.Charges.Any(charge => charge.StageOn(today) == ChargeStage.InArrears);
        var person = await Person.On(database)(database, memberId, actor.AccountId, today, inArrears, english, cancel);
        var orders = await LiveOrders.On(database)(database, memberId).ToListAsync(cancel);
        var inOrders = orders.SelectMany(row => row.Lines.Select(line => line.ChargeId)).ToHashSet();
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
            LiveOrders = orders.ConvertAll(row => row.ToLiveOrder()),
            CanPayMore = ledger.ToClaim().Lines.Any(line => !inOrders.Contains(line.ChargeId)),
            Notices = actor.Withdrawn ? [] : await Notices.On(database)(database, memberId, actor.AccountId, today, inArrears, english).ToListAsync(cancel),
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

    private sealed record OrderRow(PaymentOrder Order, IReadOnlyList<PaymentOrderLine> Lines, IReadOnlyList<PaymentEvent> Events, InvoiceRow? Invoice, InvoiceRow? Joint)
    {
        public LiveOrder ToLiveOrder()
        {
            var events = Events.OrderBy(item => item.Sequence).ToList();
            return new LiveOrder
            {
                Reference = Order.Reference,
                State = OrderStates.Of(events.Select(item => item.Kind)),
                Amount = Lines.Total(line => line.Amount),
                PayBy = Order.DeadlineUtc is { } until ? JapanTime.DateOf(until) : Invoice?.DueOn ?? Joint?.DueOn,
                InvoiceNumber = Invoice?.Number,
                PaidBy = Joint?.Counterparty ?? "",
                SlipEarliest = Order.Details.SlipEarliest,
                SlipLatest = Order.Details.SlipLatest,
                SlipSentOn = events.LastOrDefault(item => item.Kind == PaymentEventKind.SlipSent) is { } sent
                    ? DateOnly.ParseExact(sent.Detail, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
                Correction = events.LastOrDefault(item => item.Kind == PaymentEventKind.SlipReturned)?.Detail ?? "",
            };
        }
    }

    private sealed record InvoiceRow(string Number, DateOnly? DueOn, string Counterparty);
}

/// <summary>The account belongs to nobody on the roster, such as one of the office's.</summary>
public sealed record NotAMember : Refusal;
