using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>How many would get the journal of a year.</summary>
public sealed record MailingListView(FiscalYear Year, FiscalYear Current, int Count, IReadOnlyList<string> WithoutAddress);

/// <summary>Counts the mailing list and names the members who have no address, before it is taken out.</summary>
public sealed class OpenMailingList(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="year">Null for the fiscal year of today.</param>
    public async Task<Result<MailingListView>> RunAsync(Actor actor, int? year, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var current = settings.Calendar.YearOf(today);
        var wanted = new FiscalYear(Math.Clamp(year ?? current.Year, FiscalYear.Earliest, current.Year + 1));
        var readers = await database.ReadJournalReadersAsync(wanted, today, cancel);
        return new MailingListView(wanted, current, readers.Count, [.. readers.Where(reader => reader.HasNoAddress).Select(reader => reader.Number)]);
    }
}
