using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Domain.Reconciliation;

public sealed class DepositMatcherTests
{
    private static readonly MatchMember Takahashi = Member(1, "0012847", "たかはし　まりこ", (2024, 12_000), (2025, 12_000), (2026, 12_000));
    private static readonly MatchMember Yamazaki = Member(2, "0020163", "やまざき　さくら", (2026, 12_000));
    private static readonly MatchMember SasakiOne = Member(3, "0004415", "ささき　けんじ", (2025, 12_000), (2026, 12_000));
    private static readonly MatchMember SasakiTwo = Member(4, "0016201", "ささき　けんじ", (2026, 12_000));
    private static readonly MatchMember Paid = Member(5, "0015537", "おのでら　かおる");
    private static readonly MatchMember Student = Member(6, "0030001", "もり　たろう", (2026, 5_000));

    [Fact]
    public void A_full_name_with_the_whole_amount_is_certain()
    {
        var match = Match("ﾔﾏｻﾞｷ ｻｸﾗ", 12_000);

        Assert.Equal(MatchGrade.Certain, match.Grade);
        Assert.Equal([2L], match.Choices[0].Parts.Select(part => part.MemberId));
        Assert.Contains(match.Facts, fact => fact is { Kind: MatchFactKind.OnlyCandidate, Speaks: true });
    }

    [Fact]
    public void An_invoices_number_and_amount_are_certain_whoever_pays()
    {
        var match = Match("000482 ﾐﾅﾄｿｳｺﾞｳｲﾘﾖｳｾﾝﾀ-", 36_000, Invoice(9, Takahashi, "I-2026-000482"));

        Assert.Equal(MatchGrade.Certain, match.Grade);
        Assert.Equal(9, match.Choices[0].Parts.Single().OrderId);
        Assert.Contains(match.Choices[0].Facts, fact => fact is { Kind: MatchFactKind.InvoiceNumberFits, Detail: "I-2026-000482" });
    }

    [Theory]
    [InlineData("S-2026-000482")]
    [InlineData("Ｓ－２０２６－０００４８２")]
    [InlineData("2026 0020163 S2026000482")]
    public void A_slips_number_names_its_order_and_no_invoice(string message)
    {
        var slip = Slip(482, Yamazaki);
        var match = Match("", 12_000, message, Invoice(9, Student, "I-2026-000482"), slip);

        Assert.Equal((MatchGrade.Certain, 1), (match.Grade, match.Choices.Count));
        Assert.Equal((Yamazaki.MemberId, 482L), (match.Choices[0].Parts.Single().MemberId, match.Choices[0].Parts.Single().OrderId!.Value));
        Assert.Contains(match.Choices[0].Facts, fact => fact is { Kind: MatchFactKind.SlipNumberFits, Speaks: true, Detail: "S-2026-000482" });
    }

    [Theory]
    [InlineData("S-2026-000482")]
    [InlineData("S-2025-000482")]
    [InlineData("R-2026-000482")]
    [InlineData("Q2026000482")]
    [InlineData("D-2026-000482")]
    [InlineData("I-2025-000482")]
    public void A_number_of_another_series_or_year_names_nobody(string message)
    {
        var numbered = Member(7, "0000482", "いとう　けい", (2026, 12_000));
        var matcher = new DepositMatcher([Yamazaki, numbered], [Invoice(9, Yamazaki, "I-2026-000482"), Slip(999, Yamazaki)], []);

        Assert.Equal(MatchGrade.None, matcher.Match(new DepositFacts(1, new Yen(12_000), "", message)).Grade);
    }

    [Fact]
    public void A_number_with_the_invoices_letter_names_its_invoice_and_no_member()
    {
        var numbered = Member(7, "0000482", "いとう　けい", (2026, 12_000));
        var matcher = new DepositMatcher([Yamazaki, numbered], [Invoice(9, Yamazaki, "I-2026-000482"), Slip(482, numbered)], []);
        var match = matcher.Match(new DepositFacts(1, new Yen(12_000), "", "I-2026-000482"));

        Assert.Equal((MatchGrade.Certain, Yamazaki.MemberId), (match.Grade, match.Choices.Single().Parts.Single().MemberId));
    }

    [Fact]
    public void The_number_of_a_slip_that_ended_says_who_but_not_that_it_is_paid()
    {
        var match = Match("", 12_000, "S-2026-000482", Slip(482, Yamazaki) with { Charges = [] });

        Assert.Contains(match.Choices[0].Facts, fact => fact is { Kind: MatchFactKind.SlipHasEnded, Speaks: false, Detail: "S-2026-000482" });
        Assert.Null(match.Choices[0].Parts[0].OrderId);
    }

    [Fact]
    public void A_number_of_one_and_the_name_of_another_have_to_be_checked() =>
        Assert.Equal(MatchGrade.NeedsCheck, Match("000482 ﾔﾏｻﾞｷ ｻｸﾗ", 36_000, Invoice(9, Takahashi, "I-2026-000482")).Grade);

    [Fact]
    public void An_ended_invoices_number_says_who_but_not_that_it_is_paid()
    {
        var match = Match("000482", 36_000, Invoice(9, Takahashi, "I-2026-000482") with { Charges = [] });

        Assert.Contains(match.Choices[0].Facts, fact => fact is { Kind: MatchFactKind.InvoiceHasEnded, Speaks: false });
        Assert.Null(match.Choices[0].Parts[0].OrderId);
    }

    [Fact]
    public void A_transfer_fee_short_is_to_be_checked_and_says_so()
    {
        var match = Match("ﾔﾏｻﾞｷ ｻｸﾗ", 11_560);

        Assert.Equal(MatchGrade.NeedsCheck, match.Grade);
        Assert.True(match.Choices[0].IsShortByFee);
        Assert.Equal(new Yen(440), match.Choices[0].Missing);
    }

    [Fact]
    public void Two_of_one_name_are_both_offered_the_fitting_amount_first()
    {
        var match = Match("ｻｻｷ ｹﾝｼﾞ", 24_000);

        Assert.Equal(MatchGrade.NeedsCheck, match.Grade);
        Assert.Equal([3L, 4L], match.Choices.Select(choice => choice.Parts[0].MemberId));
        Assert.Contains(match.Choices[0].Facts, fact => fact.Kind == MatchFactKind.AmountFits);
    }

    [Theory]
    [InlineData("0016201 ｻｻｷ ｹﾝｼﾞ", "", false)]
    [InlineData("0016201 ｻｻｷ ｹﾝｼﾞ", "", true)]
    [InlineData("ｻｻｷ ｹﾝｼﾞ", "S-2026-000482", true)]
    public void A_namesake_does_not_rival_who_is_named_by_number_and_name(string payer, string message, bool paidBefore)
    {
        var matcher = new DepositMatcher(Everybody, [Slip(482, SasakiTwo)], paidBefore ? [(PayerName.Fold("ｻｻｷ ｹﾝｼﾞ"), SasakiOne.MemberId)] : []);
        var match = matcher.Match(new DepositFacts(1, new Yen(12_000), payer, message));

        Assert.Equal((MatchGrade.Certain, SasakiTwo.MemberId), (match.Grade, match.Choices.Single().Parts.Single().MemberId));
        Assert.Equal([new MatchFact(MatchFactKind.NumberTellsApart, true, Count: 1)], match.Facts);
    }

    [Theory]
    [InlineData("0020163 ｻｻｷ ｹﾝｼﾞ", 12_000, false)]
    [InlineData("0016201 ｻｻｷ ｹﾝｼﾞ", 24_000, false)]
    [InlineData("0016201 ｻｻｷ ｹﾝｼﾞ", 12_000, true)]
    public void A_number_beside_another_name_or_amount_or_a_payer_for_somebody_else_has_to_be_checked(string payer, long amount, bool paidForAnother)
    {
        var matcher = new DepositMatcher(Everybody, [], paidForAnother ? [(PayerName.Fold("ｻｻｷ ｹﾝｼﾞ"), Yamazaki.MemberId)] : []);

        Assert.Equal(MatchGrade.NeedsCheck, matcher.Match(new DepositFacts(1, new Yen(amount), payer, "")).Grade);
    }

    [Theory]
    [InlineData("ﾔﾏｻｷ ｻｸﾗ", MatchFactKind.NameNearly)]
    [InlineData("ﾀｶﾊｼ ﾏﾘｺ ﾋﾞﾖｳｲﾝ", MatchFactKind.NamePartly)]
    [InlineData("ﾀｶﾊｼﾏﾘ", MatchFactKind.NamePartly)]
    public void A_name_that_nearly_fits_is_only_offered(string payer, MatchFactKind why)
    {
        var match = Match(payer, payer.StartsWith('ﾔ') ? 12_000 : 36_000);

        Assert.Equal(MatchGrade.NeedsCheck, match.Grade);
        Assert.Contains(match.Choices[0].Facts, fact => fact.Kind == why);
    }

    [Fact]
    public void The_oldest_years_are_settled_first()
    {
        var match = Match("ﾀｶﾊｼ ﾏﾘｺ", 24_000);

        Assert.Equal(MatchGrade.NeedsCheck, match.Grade);
        Assert.Equal([Charge(1, 2024), Charge(1, 2025)], match.Choices[0].Parts[0].Charges);
        Assert.Contains(match.Choices[0].Facts, fact => fact is { Kind: MatchFactKind.OldestYearsFit, Count: 2 });
    }

    [Fact]
    public void What_is_over_and_what_comes_for_nothing_becomes_credit()
    {
        Assert.Contains(Match("ﾔﾏｻﾞｷ ｻｸﾗ", 15_000).Choices[0].Facts, fact => fact is { Kind: MatchFactKind.Over, Amount.Value: 3_000 });
        Assert.Contains(Match("ｵﾉﾃﾞﾗ ｶｵﾙ", 12_000).Choices[0].Facts, fact => fact.Kind == MatchFactKind.NothingOpen);
    }

    [Fact]
    public void Nobody_is_offered_without_a_clue()
    {
        var match = Match("ｶ)ｻﾝﾗｲｽﾞ", 12_000);

        Assert.Equal(MatchGrade.None, match.Grade);
        Assert.Empty(match.Choices);
        Assert.Contains(match.Facts, fact => fact is { Kind: MatchFactKind.SameAmount, Count: 2 });
    }

    [Fact]
    public void A_payer_who_paid_for_many_before_is_known_by_the_sum()
    {
        var aliases = new[] { ("ミナトビヨウイン", 1L), ("ミナトビヨウイン", 2L), ("ミナトビヨウイン", 6L) };

        var all = new DepositMatcher(Everybody, [], aliases).Match(new DepositFacts(1, new Yen(53_000), "ﾐﾅﾄﾋﾞﾖｳｲﾝ", ""));
        var some = new DepositMatcher(Everybody, [], aliases).Match(new DepositFacts(1, new Yen(17_000), "ﾐﾅﾄﾋﾞﾖｳｲﾝ", ""));

        Assert.Equal((MatchGrade.Certain, 3), (all.Grade, all.Choices[0].Parts.Count));
        Assert.Equal((MatchGrade.NeedsCheck, 2), (some.Grade, some.Choices[0].Parts.Count));
    }

    [Fact]
    public void One_invoice_for_many_members_is_settled_as_one()
    {
        var match = Match("000455 ｼﾗｶﾜｲｶﾀﾞｲｶﾞｸ", 48_000, Invoice(8, Takahashi, "I-2026-000455"), Invoice(9, Yamazaki, "I-2026-000455"));

        Assert.Equal(MatchGrade.Certain, match.Grade);
        Assert.Equal([8L, 9L], match.Choices[0].Parts.Select(part => part.OrderId));
    }

    [Fact]
    public void Several_member_numbers_in_one_message_are_one_payment()
    {
        var match = Match("ﾐﾅﾄ", 48_000, message: "0012847 0020163");

        Assert.Equal((MatchGrade.Certain, 2), (match.Grade, match.Choices[0].Parts.Count));
    }

    [Theory]
    [InlineData(36_000, 12_000)]
    [InlineData(35_560, 11_560)]
    [InlineData(36_500, 12_500)]
    public void Invoices_of_one_member_are_parts_of_their_own_and_the_last_bears_the_difference(long amount, long last)
    {
        var match = Match("ﾀｶﾊｼ ﾏﾘｺ", amount, ByYear(7, 2024), ByYear(8, 2025), ByYear(9, 2026));

        Assert.Equal([(7L, 12_000L), (8L, 12_000L), (9L, last)], match.Choices[0].Parts.Select(part => (part.OrderId!.Value, part.Amount.Value)));
    }

    [Fact]
    public void Invoices_of_one_member_stay_apart_when_others_are_paid_with_them()
    {
        var match = Match("0012847 0020163", 48_000, ByYear(7, 2024), ByYear(8, 2025), ByYear(9, 2026));

        Assert.Equal(MatchGrade.Certain, match.Grade);
        Assert.Equal([7L, 8L, 9L, null], match.Choices[0].Parts.Select(part => part.OrderId));
        Assert.Equal([1L, 1L, 1L, 2L], match.Choices[0].Parts.Select(part => part.MemberId));
    }

    [Theory]
    [InlineData("ﾔﾏｻﾞｷ ｻｸﾗ", 12_000)]
    [InlineData("ﾔﾏｻﾞｷ ｻｸﾗ", 11_560)]
    [InlineData("K3M8Q2T7W4X9Y6Z5R2B7", 12_000)]
    [InlineData("0012847 0020163", 48_000)]
    public void What_is_being_paid_at_a_store_is_offered_by_its_charges_alone(string payer, long amount)
    {
        var charge = Charge(Yamazaki.MemberId, 2026);
        var match = Match(payer, amount, new MatchOrder(7, Yamazaki.MemberId, PaymentMethod.ConvenienceStore, "K3M8Q2T7W4X9Y6Z5R2B7", "", new Yen(12_000), [charge]));

        Assert.Contains(match.Choices[0].Parts, part => part.MemberId == Yamazaki.MemberId && part.Charges.SequenceEqual([charge]));
        Assert.All(match.Choices.SelectMany(choice => choice.Parts), part => Assert.Null(part.OrderId));
    }

    [Fact]
    public void What_may_be_the_same_money_twice_is_never_certain() =>
        Assert.Equal(MatchGrade.NeedsCheck, new DepositMatcher(Everybody, [], []).Match(new DepositFacts(1, new Yen(12_000), "ﾔﾏｻﾞｷ ｻｸﾗ", "", MayBeTwice: true)).Grade);

    [Fact]
    public void The_parts_of_every_choice_sum_up_to_the_deposit()
    {
        var random = new Random(11);
        string[] payers = ["ﾔﾏｻﾞｷ ｻｸﾗ", "ﾀｶﾊｼ ﾏﾘｺ", "ｻｻｷ ｹﾝｼﾞ", "000482", "0012847 0020163", "ｵﾉﾃﾞﾗ ｶｵﾙ", "ﾐﾅﾄﾋﾞﾖｳｲﾝ"];
        var matcher = new DepositMatcher(Everybody, [Invoice(9, Takahashi, "I-2026-000482")], [("ミナトビヨウイン", 1L), ("ミナトビヨウイン", 2L), ("ミナトビヨウイン", 6L)]);
        for (var i = 0; i < 3_000; i++)
        {
            var amount = new Yen(random.Next(2) == 0 ? random.Next(1, 80_000) : random.Next(1, 8) * 12_000);
            var match = matcher.Match(new DepositFacts(1, amount, payers[random.Next(payers.Length)], ""));

            Assert.All(match.Choices, choice => Assert.Equal(amount, choice.Parts.Total(part => part.Amount)));
            Assert.All(match.Choices.SelectMany(choice => choice.Parts), part => Assert.True(part.Amount > Yen.Zero));
            Assert.True(match.Grade != MatchGrade.Certain || match.Choices is [{ Missing.Value: 0 }]);
        }
    }

    private static MatchMember[] Everybody => [Takahashi, Yamazaki, SasakiOne, SasakiTwo, Paid, Student];

    private static MatchProposal Match(string payer, long amount, params MatchOrder[] orders) => Match(payer, amount, "", orders);

    private static MatchProposal Match(string payer, long amount, string message, params MatchOrder[] orders) =>
        new DepositMatcher(Everybody, orders, []).Match(new DepositFacts(1, new Yen(amount), payer, message));

    private static MatchOrder Invoice(long id, MatchMember member, string number) =>
        new(id, member.MemberId, PaymentMethod.BankTransfer, $"REFERENCE{id}", number, member.Open, [.. member.Charges.Select(charge => charge.ChargeId)]);

    private static MatchOrder Slip(long id, MatchMember member) =>
        new(id, member.MemberId, PaymentMethod.PaymentSlip, $"REFERENCE{id}", "", member.Open, [.. member.Charges.Select(charge => charge.ChargeId)]) { Slip = SlipNumber.Of(id, 2026) };

    private static MatchOrder ByYear(long id, int year) =>
        new(id, Takahashi.MemberId, PaymentMethod.BankTransfer, $"REFERENCE{id}", $"I-2026-00048{id}", new Yen(12_000), [Charge(Takahashi.MemberId, year)]);

    private static MatchMember Member(long id, string number, string kana, params (int Year, long Open)[] charges) =>
        new(id, number, kana, PayerName.Fold(kana), [.. charges.Select(charge => new OpenCharge(Charge(id, charge.Year), new FiscalYear(charge.Year), new Yen(charge.Open), Begun: true))]);

    private static long Charge(long memberId, int year) => (memberId * 10_000) + year;
}
