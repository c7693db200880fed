using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;

namespace MemberHub.Features.Reconciliation;

/// <summary>Says what the matcher proposes in the words of the inbox.</summary>
internal static class InboxRows
{
    public static InboxRow Of(DepositMatcher matcher, OpenDepositRow deposit)
    {
        var proposal = deposit.IsAnnounced ? new MatchProposal(MatchGrade.None, [], []) : matcher.Match(deposit.ToFacts());
        return new InboxRow
        {
            Deposit = deposit,
            Grade = proposal.Grade,
            Choices = [.. proposal.Choices.Select(choice => Of(matcher, choice, deposit.IsParked))],
            Facts = proposal.Facts,
        };
    }

    public static InboxChoice Of(DepositMatcher matcher, MatchChoice choice, bool isParked)
    {
        var credit = Yen.Zero;
        var parts = new List<InboxPart>();
        foreach (var part in choice.Parts)
        {
            var member = matcher.Find(part.MemberId)!;
            var charges = member.Charges.Where(charge => part.Charges.Contains(charge.ChargeId)).ToList();
            credit += Yen.Max(Yen.Zero, part.Amount - charges.Total(charge => charge.Open));
            var invoice = matcher.OrdersOf(part.MemberId).FirstOrDefault(order => order.OrderId == part.OrderId)?.Invoice ?? "";
            parts.Add(new InboxPart(part.MemberId, member.Number, member.Name, Years(charges), invoice, part.Amount));
        }

        return new InboxChoice(ChoiceCode.Write(choice, credit, isParked), parts, choice.Missing, credit, choice.IsShortByFee, choice.Facts);
    }

    private static string Years(List<OpenCharge> charges) => charges.Select(charge => charge.Year).Distinct().Order().ToList() switch
    {
        [] => "",
        [var only] => Show.Year(only),
        var years when years[^1].Year - years[0].Year == years.Count - 1 => $"{years[0].Year}〜{Show.Year(years[^1])}",
        var years => string.Join("・", years.Select(year => Show.Year(year))),
    };
}
