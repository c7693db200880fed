using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
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
        var found = Find(database, parsed.Value!);
        var shown = Math.Max(1, page);
        var rows = await found.OrderByDescending(document => document.IssuedOn).ThenByDescending(document => document.Id)
            .Skip((shown - 1) * RegisterPage.PageSize).Take(RegisterPage.PageSize)
            .LeftJoin(database.Members, document => document.MemberId, member => (long?)member.Id, (document, member) => new RegisterRow(
                document.Number, document.Kind, document.IssuedOn, document.Counterparty, document.Amount, member == null ? "" : member.Number.Digits, document.VoidedUtc != null))
            .ToListAsync(cancel);
        return new RegisterPage([.. rows], await found.CountAsync(cancel), shown);
    }

    /// <summary>The documents of a search, in no order.</summary>
    internal static IQueryable<IssuedDocument> Find(MemberHubDbContext database, RegisterSearch search)
    {
        var found = database.IssuedDocuments.AsNoTracking();
        found = search.From is { } from ? found.Where(document => document.IssuedOn >= from) : found;
        found = search.To is { } to ? found.Where(document => document.IssuedOn <= to) : found;
        found = search.Least is { } least ? found.Where(document => document.Amount >= new Yen(least)) : found;
        found = search.Most is { } most ? found.Where(document => document.Amount <= new Yen(most)) : found;
        found = search.Kind is { } kind ? found.Where(document => document.Kind == kind) : found;
        return search.Counterparty.Length > 0 ? found.Where(document => document.Counterparty.Contains(search.Counterparty)) : found;
    }
}
