using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Benefits;

/// <summary>A benefit as one member sees it. While it is closed, nothing but its title is told.</summary>
/// <param name="Version">Changes when the office changes it.</param>
/// <param name="HasCredentials">ID and password go with it; <see cref="ViewBenefits"/> hands them out.</param>
/// <param name="Open">What is still to be paid until the year that decides is: earlier years come first. 0円 where it is not money that is missing.</param>
/// <param name="PayableFrom">The first day on which it can be paid, while that is still to come.</param>
public sealed record BenefitRow(
    long Id, int Version, string Title, string Link, string Caution, bool HasCredentials, BenefitStanding Standing, FiscalYear Year, DateOnly? Through, Yen Open, DateOnly? PayableFrom)
{
    public bool IsOpen => Standing.IsOpen();
}

/// <summary>All benefits of the society for one member.</summary>
/// <param name="OfficeEmail">Whom to ask.</param>
public sealed record BenefitsView(IReadOnlyList<BenefitRow> Rows, string OfficeEmail)
{
    /// <summary>A payment, or the office's billing, may open one of them at any moment.</summary>
    public bool Waits => Rows.Any(row => row.Standing is BenefitStanding.Unpaid or BenefitStanding.NotCharged);
}

/// <summary>Reads what the society gives the member, in four statements. No credentials are among it.</summary>
public sealed class OpenBenefits(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<BenefitsView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new BenefitsAreForMembers();
        }

        if (actor.Withdrawn)
        {
            return new BenefitsEndWithMembership();
        }

        await using var database = databases.Open(actor.SocietyId);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var benefits = await database.ReadBenefitsAsync(memberId, await database.ReadLedgerAsync(memberId, clock.Today(), cancel), cancel);
        return new BenefitsView([.. benefits.Judge(settings.Calendar).Select(pair => ToRow(pair.Benefit, pair.Answer, benefits))], settings.Issuer.Email);
    }

    private static BenefitRow ToRow(Benefit benefit, BenefitAnswer answer, MemberBenefits benefits)
    {
        var english = Languages.Current == "en";
        var (title, caution) = english ? (benefit.TitleEn, benefit.CautionEn) : (benefit.TitleJa, benefit.CautionJa);
        var missing = answer.Standing == BenefitStanding.Unpaid ? benefits.Dues.DuesOf(answer.Year).Where(charge => charge.IsOpen).ToList() : [];
        var from = missing.Select(charge => charge.PayableFrom).DefaultIfEmpty().Max();
        return new BenefitRow(
            benefit.Id,
            benefit.Version,
            title,
            answer.IsOpen ? benefit.Link : "",
            answer.IsOpen ? caution : "",
            benefit.SealedCredentials.Length > 0,
            answer.Standing,
            answer.Year,
            answer.Through,
            answer.Standing == BenefitStanding.Unpaid ? benefits.Dues.Ledger.Charges.Where(charge => charge.Year <= answer.Year).Total(charge => charge.Open) : Yen.Zero,
            from > benefits.Dues.Ledger.AsOf ? from : null);
    }
}
