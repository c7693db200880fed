using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>Reads what the plan of a year is made of: eight statements, whatever the number of members.</summary>
internal static class BillingRoster
{
    public static async Task<BillingPlan> MakePlanAsync(this MemberHubDbContext database, FiscalYear year, PaymentCalendar calendar, CancellationToken cancel)
    {
        var schedule = new DuesSchedule(await database.DuesRules.AsNoTracking().ToListAsync(cancel));
        var categories = await database.MemberCategories.ToDictionaryAsync(category => category.Id, category => category.NameJa, cancel);
        var before = new FiscalYear(year.Year - 1);
        var charges = await database.DuesCharges
            .Where(charge => (charge.FiscalYear == year || charge.FiscalYear == before) && charge.Item == DuesItem.AnnualDues)
            .Select(charge => new { charge.MemberId, charge.FiscalYear, charge.Amount, charge.CategoryName })
            .ToListAsync(cancel);
        var charged = charges.Where(charge => charge.FiscalYear == year).ToDictionary(charge => charge.MemberId, charge => charge.Amount);
        var chargedBefore = charges.Where(charge => charge.FiscalYear == before).ToDictionary(charge => (charge.MemberId, charge.CategoryName), charge => charge.Amount);
        var resting = (await database.LeavesOfAbsence.Where(leave => leave.From <= year && leave.Through >= year).Select(leave => leave.MemberId).ToListAsync(cancel)).ToHashSet();
        var coming = await database.ReadComingChangesAsync(year, cancel);
        var reachable = (await database.Affiliations.Where(affiliation => affiliation.Ordinal == 1 && affiliation.Details.Place.Address != "")
            .Select(affiliation => affiliation.MemberId).ToListAsync(cancel)).ToHashSet();
        var leaving = await database.WithdrawalNotices.Live().Where(notice => notice.ConfirmedUtc != null).ToDictionaryAsync(notice => notice.MemberId, notice => notice.LeavesOn, cancel);
        var members = await database.Members.Where(member => member.MergedIntoId == null)
            .Select(member => new
            {
                member.Id,
                member.Number,
                member.Person.Name,
                member.CategoryId,
                member.RankId,
                member.Units,
                member.JoinedOn,
                member.WithdrawnOn,
                member.Person.MailingDestination,
                HasHome = member.Person.Home.Address != "",
            })
            .ToListAsync(cancel);
        return BillingPlan.Make(year, calendar, schedule, members.Select(member => (member, change: coming.GetValueOrDefault(member.Id))).Select(pair => new BillingMember
        {
            Id = pair.member.Id,
            Number = pair.member.Number,
            Name = pair.member.Name,
            CategoryId = pair.change?.CategoryId ?? pair.member.CategoryId,
            CategoryName = categories[pair.change?.CategoryId ?? pair.member.CategoryId],
            RankId = pair.change is null ? pair.member.RankId : pair.change.RankId,
            Units = pair.change?.Units ?? pair.member.Units,
            JoinedOn = pair.member.JoinedOn,
            WithdrawnOn = pair.member.WithdrawnOn,
            LeavesOn = leaving.TryGetValue(pair.member.Id, out var leavesOn) ? leavesOn : null,
            OnLeave = resting.Contains(pair.member.Id),
            HasAddress = pair.member.MailingDestination == MailingDestination.Home ? pair.member.HasHome : reachable.Contains(pair.member.Id),
            Charged = charged.TryGetValue(pair.member.Id, out var amount) ? amount : null,
            ChargedBefore = chargedBefore.TryGetValue((pair.member.Id, categories[pair.change?.CategoryId ?? pair.member.CategoryId]), out var last) ? last : null,
        }));
    }

    /// <summary>How many of the items the plan of today would not charge, or not like this.</summary>
    public static async Task<int> CountChangedAsync(this MemberHubDbContext database, BillingRun run, IEnumerable<BillingItem> items, CancellationToken cancel)
    {
        var plan = await database.MakePlanAsync(run.FiscalYear, (await database.SettingsAsync(cancel)).Calendar, cancel);
        var now = plan.ToList(run.PayableFrom, run.AnnounceOn).ToItems().ToHashSet();
        return items.Count(item => !now.Contains(item));
    }

    /// <summary>
    /// One of the members is none in the year any more, or rests in it. One statement, quick enough for each part of a run: it reads who is gone, which are few,
    /// instead of asking for thousands by name.
    /// </summary>
    public static async Task<bool> AnyLeftAsync(this MemberHubDbContext database, FiscalYear year, DateOnly firstDay, IReadOnlySet<long> members, CancellationToken cancel) =>
        (await database.Members.Where(member => member.MergedIntoId != null || member.WithdrawnOn < firstDay).Select(member => member.Id)
            .Concat(database.LeavesOfAbsence.Where(leave => leave.From <= year && leave.Through >= year).Select(leave => leave.MemberId))
            .Concat(database.WithdrawalNotices.Live().Where(notice => notice.ConfirmedUtc != null && notice.LeavesOn < firstDay).Select(notice => notice.MemberId))
            .ToListAsync(cancel)).Exists(members.Contains);

    public static Task<Society> SocietyAsync(this MemberHubDbContext database, CancellationToken cancel) =>
        database.Societies.AsNoTracking().SingleAsync(society => society.Id == database.ShownSociety, cancel);

    public static async Task<SocietySettings> SettingsAsync(this MemberHubDbContext database, CancellationToken cancel) => (await database.SocietyAsync(cancel)).Settings;
}
