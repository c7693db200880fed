using System.Globalization;
using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace MemberHub.Features.Members;

/// <summary>Prints address labels (宛名ラベル) of a year's mailing list, or of the members of a search; nobody without an address or to whom nothing is sent. Who took them and why stands in the audit trail.</summary>
public sealed class PrintLabels(MemberHubDatabases databases, MemberIndex index, AddressLabels labels, TimeProvider clock)
{
    /// <summary>Read at a time.</summary>
    private const int Batch = 500;

    /// <param name="journal">The year whose mailing list is printed; null for the members of a search.</param>
    /// <param name="filter">The search.</param>
    /// <param name="used">How many labels of the first sheet are gone.</param>
    public async Task<Result<HandedOut>> RunAsync(Actor actor, int? journal, MemberFilter filter, int used, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ExportMembers))
        {
            return new NotAllowed();
        }

        if (!actor.HasProved(clock.UtcNow()))
        {
            return new ProofNeeded();
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > ExportMailingList.ReasonMaxLength)
        {
            return new ReasonMissing(ExportMailingList.ReasonMaxLength);
        }

        await using var database = databases.Open(actor.SocietyId);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var addresses = journal is { } year ? await ReadersAsync(database, year, cancel) : await FoundAsync(database, filter, cancel);
        var name = string.Create(CultureInfo.InvariantCulture, $"labels-{(journal is { } of ? $"journal-{of}-" : "")}{clock.Today():yyyyMMdd}.pdf");
        database.Record(actor, clock.UtcNow(), nameof(PrintLabels), null, new { journal, filter = filter.ToQuery(), addresses.Count }, reason.Trim());
        await database.SaveChangesAsync(cancel);
        return new HandedOut(name, "application/pdf", labels.Render(addresses, settings.SlipPrinting.Labels, settings.Issuer.Name, clock.UtcNow(), used).Bytes);
    }

    internal static Task<IResult> ServeJournalAsync(
        [FromForm] int year, [FromForm] string? reason, [FromForm] int? used, ClaimsPrincipal user, PrintLabels print, HttpContext http, CancellationToken cancel) =>
        ServeAsync(
            print.RunAsync(user.ToActor(), year, new MemberFilter(), used ?? 0, reason ?? "", cancel),
            string.Create(CultureInfo.InvariantCulture, $"/office/members/mailing-list?year={year}"), http);

    internal static Task<IResult> ServeFoundAsync(
        [FromForm] string? q, [FromForm] string? category, [FromForm] string? rank, [FromForm] string? standing, [FromForm] string? arrears, [FromForm] string? reason, [FromForm] int? used,
        ClaimsPrincipal user, PrintLabels print, HttpContext http, CancellationToken cancel)
    {
        var filter = MemberFilter.Of(q, category, rank, standing, arrears);
        return ServeAsync(
            print.RunAsync(user.ToActor(), null, filter, used ?? 0, reason ?? "", cancel), $"/office/members?{filter.ToQuery()}", http);
    }

    private static async Task<IResult> ServeAsync(Task<Result<HandedOut>> printing, string page, HttpContext http)
    {
        var printed = await printing;
        if (printed.Value is not { } file)
        {
            return printed.Refusal switch
            {
                ReasonMissing => Results.LocalRedirect($"{page}{(page[^1] == '?' ? "" : "&")}failed=reason#reason"),
                ProofNeeded => Results.LocalRedirect(Reauthentication.AddressFor(page.TrimEnd('?'))),
                _ => Results.StatusCode(StatusCodes.Status403Forbidden),
            };
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = file.Name }.ToString();
        return Results.Bytes(file.Bytes, file.ContentType);
    }

    private async Task<IReadOnlyList<MailingAddress>> ReadersAsync(MemberHubDbContext database, int year, CancellationToken cancel) =>
        [.. (await database.ReadJournalReadersAsync(new FiscalYear(Math.Clamp(year, FiscalYear.Earliest, FiscalYear.Latest)), clock.Today(), cancel)).Where(reader => !reader.HasNoAddress).Select(reader =>
            new MailingAddress(reader.PostalCode, reader.Address, reader.Institution, reader.Department, reader.Name, reader.IsOrganisation))];

    private async Task<IReadOnlyList<MailingAddress>> FoundAsync(MemberHubDbContext database, MemberFilter filter, CancellationToken cancel)
    {
        var search = filter.ToSearch(await database.MemberCategories.ToListAsync(cancel), await database.Ranks.ToListAsync(cancel));
        var found = await database.FindMembersAsync(index, search, clock.Today(), cancel);
        List<MailingAddress> addresses = [];
        foreach (var ids in found.Select(member => member.Id).Chunk(Batch))
        {
            var stopped = await database.Members.Where(member => ids.Contains(member.Id) && member.DeliveryStoppedOn != null).Select(member => member.Id).ToListAsync(cancel);
            var batch = await database.ReadMailingAddressesAsync([.. ids.Except(stopped)], cancel);
            addresses.AddRange(ids.Where(batch.ContainsKey).Select(id => batch[id]));
        }

        return addresses;
    }
}
