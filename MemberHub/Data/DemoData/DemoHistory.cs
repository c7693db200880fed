using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;

namespace MemberHub.Data.DemoData;

/// <summary>Plans what came in for a member's charges, by habit. Charges are handed in oldest first.</summary>
internal sealed class DemoHistory(DateOnly today)
{
    private const int Seed = 20190402;

    private static readonly Yen Surplus = new(3_000);

    private readonly Random random = new(Seed);

    public DemoMoney Of(DemoHabit habit, IReadOnlyList<DuesCharge> charges)
    {
        var money = new DemoMoney();
        if (charges.Count == 0)
        {
            return money;
        }

        var last = charges[^1];
        switch (habit)
        {
            case DemoHabit.PaysEveryYear:
                Settle(money, charges);
                break;
            case DemoHabit.OwesThisYear:
                Settle(money, charges.SkipLast(1));
                break;
            case DemoHabit.OwesLastYear:
                Settle(money, charges.SkipLast(2).Append(last));
                break;
            case DemoHabit.OwesTwoYears:
                Settle(money, charges.SkipLast(2));
                break;
            case DemoHabit.OwesThreeYears:
                Settle(money, charges.SkipLast(3));
                break;
            case DemoHabit.NeverCameBack:
                Settle(money, charges.Take(1));
                break;
            case DemoHabit.PaidInPart:
                Settle(money, charges.SkipLast(1));
                money.Receipts.Add(new DemoReceipt(Half(last.Amount), DateFor(last), PaymentMethod.BankTransfer, [last]));
                break;
            case DemoHabit.PaidTooMuch:
                Settle(money, charges.SkipLast(2));
                money.Receipts.Add(new DemoReceipt(last.Amount + Surplus, DateFor(last), PaymentMethod.PaymentSlip, [last]));
                break;
            case DemoHabit.WasWaived:
                money.Waivers.Add(new Waiver(charges[0].Id, charges[0].Amount, "災害による減免", charges[0].DueOn));
                if (charges.Count > 1)
                {
                    money.Waivers.Add(new Waiver(last.Id, last.Amount - Half(last.Amount), "育児休業による減免", today));
                }

                Settle(money, charges.Skip(1).SkipLast(1));
                break;
            case DemoHabit.PaidTogether:
                var together = charges.TakeLast(3).ToList();
                Settle(money, charges.SkipLast(3));
                money.Receipts.Add(new DemoReceipt(together.Total(charge => charge.Amount), DateFor(last), PaymentMethod.BankTransfer, together));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(habit), habit, "This habit has no history.");
        }

        return money;
    }

    private void Settle(DemoMoney money, IEnumerable<DuesCharge> charges) =>
        money.Receipts.AddRange(charges.Select(charge => new DemoReceipt(charge.Amount, DateFor(charge), random.Pick(Enum.GetValues<PaymentMethod>()), [charge])));

    private DateOnly DateFor(DuesCharge charge)
    {
        var date = charge.PayableFrom.AddDays(random.Next(300));
        return date < today ? date : today.AddDays(-1);
    }

    private static Yen Half(Yen amount) => new(amount.Value / 2);
}

/// <summary>What came in for one member, and what was not asked for.</summary>
internal sealed class DemoMoney
{
    public List<DemoReceipt> Receipts { get; } = [];

    public List<Waiver> Waivers { get; } = [];
}

/// <summary>A payment and the charges it settles, oldest first; what is left over is a credit.</summary>
internal sealed record DemoReceipt(Yen Amount, DateOnly ReceivedOn, PaymentMethod Method, IReadOnlyList<DuesCharge> Charges);
