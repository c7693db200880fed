using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>A page of the register (発行書類の一覧) and the totals of all pages.</summary>
public sealed record RegisterPage(IReadOnlyList<RegisterRow> Rows, int Count, int Page)
{
    public const int PageSize = 50;

    public int LastPage => Math.Max(1, (Count + PageSize - 1) / PageSize);
}

/// <summary>An issued document in the register.</summary>
public sealed record RegisterRow(string Number, DocumentKind Kind, DateOnly IssuedOn, string Counterparty, Yen Amount, string MemberNumber, bool IsVoid)
{
    /// <summary>It is over several members (一括請求書).</summary>
    public bool IsJoint => MemberNumber.Length == 0;
}

/// <summary>Searches all issued documents by day, amount and counterparty, any of them together; the newest first.</summary>
public sealed class OpenRegister(MemberHubDatabases databases)
{
    /// <param name="page">1 for the first.</param>
    public async Task<Result<RegisterPage>> RunAsync(Actor actor, RegisterForm form, int page, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var parsed = form.Parse();
        if (parsed.Refusal is { } refusal)
        {
            return refusal;
        }

        await using var database = databases.Open(actor.SocietyId);
        var (search, shown) = (parsed.Value!, Math.Max(1, page));
        var found = Find(database, search);
        var (from, count) = ((shown - 1) * RegisterPage.PageSize, 0);
        if (search.Counterparty.Length > 0)
        {
            var ids = await NamingAsync(found, search.Counterparty, cancel);
            var wanted = ids.Skip(from).Take(RegisterPage.PageSize).ToList();
            (found, from, count) = (found.Where(document => wanted.Contains(document.Id)), 0, ids.Count);
        }
        else
        {
            count = await found.CountAsync(cancel);
        }

        var rows = await NewestFirst(found).Skip(from).Take(RegisterPage.PageSize)
            .LeftJoin(database.Members, document => document.MemberId, member => (long?)member.Id, (document, member) => new RegisterRow(
                document.Number, document.Kind, document.IssuedOn, document.Counterparty, document.Amount, member == null ? "" : member.Number.Digits, document.VoidedUtc != null))
            .ToListAsync(cancel);
        return new RegisterPage([.. rows], count, shown);
    }

    /// <summary>The keys of all documents of a search, the newest first.</summary>
    internal static async Task<IReadOnlyList<long>> FindAsync(MemberHubDbContext database, RegisterSearch search, CancellationToken cancel) => search.Counterparty.Length > 0
        ? await NamingAsync(Find(database, search), search.Counterparty, cancel)
        : await NewestFirst(Find(database, search)).Select(document => document.Id).ToListAsync(cancel);

    // No database folds what is written as the search of members does: blanks, width, kana and old kanji make no difference.
    private static async Task<IReadOnlyList<long>> NamingAsync(IQueryable<IssuedDocument> found, string typed, CancellationToken cancel)
    {
        var terms = SearchText.Terms(typed);
        var documents = terms.Count == 0 ? [] : await NewestFirst(found).Select(document => new { document.Id, document.Counterparty }).ToListAsync(cancel);
        return [.. documents.Where(document => SearchText.Key(document.Counterparty) is var key && terms.All(term => term.IsIn(key))).Select(document => document.Id)];
    }

    private static IOrderedQueryable<IssuedDocument> NewestFirst(IQueryable<IssuedDocument> found) =>
        found.OrderByDescending(document => document.IssuedOn).ThenByDescending(document => document.Id);

    private static IQueryable<IssuedDocument> Find(MemberHubDbContext database, RegisterSearch search)
    {
        var found = database.IssuedDocuments.AsNoTracking();
        found = search.From is { } from ? found.Where(document => document.IssuedOn >= from) : found;
        found = search.To is { } to ? found.Where(document => document.IssuedOn <= to) : found;
        found = search.Least is { } least ? found.Where(document => document.Amount >= new Yen(least)) : found;
        found = search.Most is { } most ? found.Where(document => document.Amount <= new Yen(most)) : found;
        return search.Kind is { } kind ? found.Where(document => document.Kind == kind) : found;
    }
}
