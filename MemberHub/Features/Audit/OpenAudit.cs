using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Audit;

/// <summary>Which lines are wanted; what is null or empty does not narrow them.</summary>
public sealed record AuditFilter
{
    /// <summary>The people who are no single account: the portal itself, and members.</summary>
    public const string System = "system";

    /// <inheritdoc cref="System"/>
    public const string Members = "members";

    /// <summary>A member number.</summary>
    public string? Member { get; init; }

    /// <summary>The name of a use case.</summary>
    public string? Action { get; init; }

    /// <summary>The key of an account, or one of the words above.</summary>
    public string? Person { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Only lines older than the one with this key: the next page.</summary>
    public long? Before { get; init; }
}

/// <summary>One line as the page shows it.</summary>
/// <param name="Person">Null for a command or a job.</param>
public sealed record AuditLine(
    long Id, DateTime OccurredUtc, string? Person, string Origin, string Action, MemberNumber? MemberNumber, string? MemberName, string Details, string Reason, bool IsSealed);

/// <summary>Somebody of the office who can be chosen in the filter.</summary>
public sealed record AuditPerson(long AccountId, string Name);

/// <summary>What the society calls its categories (会員区分) and ranks (称号・役職), by key: lines keep the keys.</summary>
public sealed record AuditClasses(IReadOnlyDictionary<long, string> Categories, IReadOnlyDictionary<long, string> Ranks)
{
    public static readonly AuditClasses None = new(new Dictionary<long, string>(), new Dictionary<long, string>());
}

/// <param name="Next">The key to go on from; null on the last page.</param>
public sealed record AuditView(IReadOnlyList<AuditLine> Lines, long? Next, IReadOnlyList<AuditPerson> People, AuditClasses Classes);

/// <summary>Reads a page of the audit trail (記録簿), newest first. That somebody looked is itself a line in it.</summary>
public sealed class OpenAudit(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageLength = 50;

    public async Task<Result<AuditView>> RunAsync(Actor actor, AuditFilter filter, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeAudit))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var member = await MemberAsync(database, filter.Member, cancel);
        var rows = Narrow(database, filter, member);
        var lines = await Lines(database, rows.OrderByDescending(entry => entry.Id).Take(PageLength + 1)).ToListAsync(cancel);
        var people = await database.StaffAssignments.OrderBy(staff => staff.Id).Select(staff => new AuditPerson(staff.AccountId, staff.Name)).ToListAsync(cancel);
        var view = new AuditView(
            [.. lines.Take(PageLength)], lines.Count > PageLength ? lines[PageLength - 1].Id : null, people, await ClassesAsync(database, cancel));
        database.Record(actor, clock.UtcNow(), nameof(OpenAudit), member, new { filter.Action, filter.Person, filter.From, filter.To, Lines = view.Lines.Count });
        await database.SaveChangesAsync(cancel);
        return view;
    }

    private static async Task<AuditClasses> ClassesAsync(MemberHubDbContext database, CancellationToken cancel) => new(
        (await database.MemberCategories.AsNoTracking().ToListAsync(cancel)).ToDictionary(category => category.Id, category => category.NameIn(Languages.Current)),
        (await database.Ranks.AsNoTracking().ToListAsync(cancel)).ToDictionary(rank => rank.Id, rank => rank.NameIn(Languages.Current)));

    // A number that nobody has finds nothing.
    private static async Task<long?> MemberAsync(MemberHubDbContext database, string? typed, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        return MemberNumber.TryParse(JapaneseText.Code(typed), out var number)
            ? await database.Members.Where(member => member.Number == number.Value).Select(member => (long?)member.Id).FirstOrDefaultAsync(cancel) ?? 0
            : 0;
    }

    private static IQueryable<AuditEntry> Narrow(MemberHubDbContext database, AuditFilter filter, long? member)
    {
        var rows = database.AuditEntries.AsNoTracking();
        rows = member is null ? rows : rows.Where(entry => entry.MemberId == member);
        rows = string.IsNullOrEmpty(filter.Action) ? rows : rows.Where(entry => entry.Action == filter.Action);
        rows = filter.Person switch
        {
            null or "" => rows,
            AuditFilter.System => rows.Where(entry => entry.AccountId == null),
            AuditFilter.Members => rows.Where(entry => entry.AccountId != null && !database.StaffAssignments.Any(staff => staff.AccountId == entry.AccountId)),
            var key when long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var account) => rows.Where(entry => entry.AccountId == account),
            _ => rows.Where(entry => false),
        };
        rows = filter.From is { } from ? rows.Where(entry => entry.OccurredUtc >= StartOf(from)) : rows;
        rows = filter.To is { } to && to < DateOnly.MaxValue ? rows.Where(entry => entry.OccurredUtc < StartOf(to.AddDays(1))) : rows;
        return filter.Before is { } before ? rows.Where(entry => entry.Id < before) : rows;
    }

    private static IQueryable<AuditLine> Lines(MemberHubDbContext database, IQueryable<AuditEntry> rows) =>
        from entry in rows
        select new AuditLine(
            entry.Id,
            entry.OccurredUtc,
            database.StaffAssignments.Where(staff => staff.AccountId == entry.AccountId).Select(staff => staff.Name).FirstOrDefault()
                ?? (from link in database.AccountMembers
                    join person in database.Members on link.MemberId equals person.Id
                    where link.AccountId == entry.AccountId
                    select person.Person.Name).FirstOrDefault(),
            entry.Origin,
            entry.Action,
            database.Members.Where(other => other.Id == entry.MemberId).Select(other => (MemberNumber?)other.Number).FirstOrDefault(),
            database.Members.Where(other => other.Id == entry.MemberId).Select(other => other.Person.Name).FirstOrDefault(),
            entry.Details,
            entry.Reason,
            entry.Sequence != null);

    private static DateTime StartOf(DateOnly day) => JapanTime.UtcOf(day.ToDateTime(TimeOnly.MinValue));
}
