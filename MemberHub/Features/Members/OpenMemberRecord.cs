using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>Reads all that the office sees of one member, and records once a day that this person looked.</summary>
public sealed class OpenMemberRecord(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>How many orders, payments, documents and changes are shown at the most.</summary>
    public const int Shown = 50;

    public async Task<Result<MemberRecord>> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (!MemberNumber.TryParse(number, out var wanted)
            || await database.Members.AsNoTracking().Include(member => member.Affiliations).SingleOrDefaultAsync(member => member.Number == wanted, cancel) is not { } member)
        {
            return new NoSuchMember();
        }

        if (member.MergedIntoId is { } into)
        {
            return new MemberMerged(await database.Members.Where(row => row.Id == into).Select(row => row.Number.Digits).SingleAsync(cancel));
        }

        var category = await database.MemberCategories.SingleAsync(row => row.Id == member.CategoryId, cancel);
        var rank = await database.Ranks.SingleOrDefaultAsync(row => row.Id == member.RankId, cancel);
        var account = await database.AccountMembers.Where(link => link.MemberId == member.Id)
            .Join(database.Users, link => link.AccountId, user => user.Id, (link, user) => new
            {
                user.Id,
                user.UserName,
                user.Email,
                DeadUtc = database.UndeliverableAddresses.Where(mark => mark.Address == user.NormalizedEmail).Select(mark => (DateTime?)mark.SinceUtc).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancel);
        await database.RecordLooksAsync(actor, [member.Id], clock.UtcNow(), cancel);
        var ledger = await database.ReadLedgerAsync(member.Id, clock.Today(), cancel);
        var history = await HistoryAsync(database, member.Id, account?.Id, cancel);
        return new MemberRecord
        {
            MemberId = member.Id,
            Number = member.Number.Digits,
            Person = member.Person,
            CategoryJa = category.NameJa,
            CategoryEn = category.NameEn,
            RankJa = rank?.NameJa,
            RankEn = rank?.NameEn,
            IsOrganisation = category.IsOrganisation,
            JoinedOn = member.JoinedOn,
            WithdrawnOn = member.WithdrawnOn,
            Leaving = member.Leaving,
            Units = member.Units,
            DeliveryStoppedOn = member.DeliveryStoppedOn,
            DeliveryStopReason = member.DeliveryStopReason,
            OfficeNote = member.OfficeNote,
            UnlistedOn = member.UnlistedOn,
            UnlistedReason = member.UnlistedReason,
            NewsDeclinedUtc = member.NewsDeclinedUtc,
            LoginId = account?.UserName ?? "",
            Email = account?.Email ?? "",
            EmailDeadUtc = account?.DeadUtc,
            Affiliations = [.. member.Affiliations.OrderBy(work => work.Ordinal).Select(work => work.Details)],
            Ledger = ledger,
            InLiveOrder = await database.LiveChargesAsync(member.Id, cancel),
            Orders = await OrdersAsync(database, member.Id, ledger, cancel),
            Payments = await database.Payments.Where(payment => payment.MemberId == member.Id).OrderByDescending(payment => payment.ReceivedOn).ThenByDescending(payment => payment.Id)
                .Take(Shown).Select(payment => new RecordedPayment(payment.Id, payment.ReceivedOn, payment.Method, payment.Source, payment.Amount, payment.DepositId)).ToListAsync(cancel),
            Documents = await database.IssuedDocuments.Where(paper => paper.MemberId == member.Id).OrderByDescending(paper => paper.IssuedOn).ThenByDescending(paper => paper.Id)
                .Take(Shown).Select(paper => new RecordedDocument(paper.Number, paper.Kind, paper.IssuedOn, paper.Counterparty, paper.Amount, paper.VoidedUtc != null)).ToListAsync(cancel),
            History = [.. history.Take(Shown)],
            HasOlderHistory = history.Count > Shown,
        };
    }

    private static async Task<IReadOnlyList<RecordedOrder>> OrdersAsync(MemberHubDbContext database, long memberId, MemberLedger ledger, CancellationToken cancel)
    {
        var orders = await database.PaymentOrders.AsNoTracking().Include(order => order.Lines).Include(order => order.Events).AsSplitQuery()
            .Where(order => order.MemberId == memberId).OrderByDescending(order => order.CreatedUtc).ThenByDescending(order => order.Id).Take(Shown).ToListAsync(cancel);
        var invoices = orders.Select(order => order.JointInvoiceId).OfType<long>().Distinct().ToList();
        var joint = invoices.Count == 0 ? [] : await database.IssuedDocuments.Where(document => invoices.Contains(document.Id)).ToDictionaryAsync(document => document.Id, document => document.Number, cancel);
        var money = await database.ReadMoneyOfPaidAsync(orders, ledger.Charges.ToDictionary(charge => charge.ChargeId, charge => charge.Open), cancel);
        return
        [
            .. orders.OrderByDescending(order => order.CreatedUtc).Select(order => new RecordedOrder(
                JapanTime.DateOf(order.CreatedUtc), order.Method, order.State, order.Amount, order.Reference, joint.GetValueOrDefault(order.JointInvoiceId ?? 0))
            {
                Money = money.GetValueOrDefault(order.Id),
            }),
        ];
    }

    private static async Task<List<RecordedChange>> HistoryAsync(MemberHubDbContext database, long memberId, long? memberAccount, CancellationToken cancel)
    {
        var entries = await database.AuditEntries.AsNoTracking().Where(entry => entry.MemberId == memberId && !Looks.Actions.Contains(entry.Action))
            .OrderByDescending(entry => entry.Id).Take(Shown + 1)
            .Select(entry => new
            {
                entry.OccurredUtc,
                entry.Action,
                entry.AccountId,
                entry.Reason,
                entry.Details,
                By = database.StaffAssignments.Where(staff => staff.AccountId == entry.AccountId).OrderBy(staff => staff.Id).Select(staff => staff.Name).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return entries.ConvertAll(entry => new RecordedChange(
            entry.OccurredUtc, entry.Action, entry.AccountId == memberAccount ? null : entry.By, entry.AccountId is not null && entry.AccountId == memberAccount, entry.Reason, ChangedFields.Of(entry.Details)));
    }
}
