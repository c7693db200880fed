using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Benefits;

/// <summary>Money for a member's oldest open charge, as it arrives from the bank.</summary>
internal static class BenefitsWorld
{
    public static async Task PayAsync(this TestApp app, Actor member)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = app.Databases.Open(member.SocietyId);
        var charge = await database.DuesCharges.Where(row => row.MemberId == member.MemberId && !database.Allocations.Any(part => part.ChargeId == row.Id)).OrderBy(row => row.FiscalYear).FirstAsync(cancel);
        var payment = new Payment(charge.MemberId, charge.Amount, charge.DueOn, PaymentMethod.BankTransfer, PaymentSource.Office);
        database.Add(payment);
        await database.SaveChangesAsync(cancel);
        database.Add(new Allocation(payment.Id, charge.Id, charge.Amount));
        await database.SaveChangesAsync(cancel);
    }
}
