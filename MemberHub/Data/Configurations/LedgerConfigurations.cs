using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

/// <summary>The query filter that hides what was undone: its money is with a deposit again. What was undone stays in the database.</summary>
internal static class Live
{
    public const string Name = "Live";
}

internal sealed class DuesChargeConfiguration : IEntityTypeConfiguration<DuesCharge>
{
    public void Configure(EntityTypeBuilder<DuesCharge> builder)
    {
        builder.Property(charge => charge.CategoryName).HasMaxLength(DuesCharge.CategoryNameMaxLength);
        builder.Property(charge => charge.Title).HasMaxLength(DuesCharge.TitleMaxLength).HasDefaultValue("");
        builder.HasOne<Member>().WithMany().HasForeignKey(charge => charge.MemberId);
        builder.HasOne<BillingRun>().WithMany().HasForeignKey(charge => charge.BillingRunId);
        builder.HasIndex(charge => charge.BillingRunId).HasFilter("\"BillingRunId\" IS NOT NULL");

        // Nobody is charged twice for a year: a repeated billing run or import, and a second press of a button, stops here.
        builder.HasIndex(charge => new { charge.MemberId, charge.FiscalYear, charge.Item, charge.Title }).IsUnique();
    }
}

internal sealed class WaiverConfiguration : IEntityTypeConfiguration<Waiver>
{
    public void Configure(EntityTypeBuilder<Waiver> builder)
    {
        builder.Property(waiver => waiver.Reason).HasMaxLength(Waiver.ReasonMaxLength);
        builder.Property(waiver => waiver.Kind).HasDefaultValue(WaiverKind.Exemption);
        builder.HasOne<DuesCharge>().WithMany().HasForeignKey(waiver => waiver.ChargeId);
        builder.HasOne<UnmatchedDeposit>().WithMany().HasForeignKey(waiver => waiver.DepositId);
        builder.HasOne<WithdrawalNotice>().WithMany().HasForeignKey(waiver => waiver.WithdrawalNoticeId);
        builder.HasQueryFilter(Live.Name, waiver => waiver.ReversedUtc == null);
    }
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(payment => payment.Transaction).HasMaxLength(PaymentOrder.TransactionMaxLength);
        builder.Property(payment => payment.EffectKey).HasMaxLength(PaymentEvent.EffectKeyMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(payment => payment.MemberId);
        builder.HasOne<PaymentOrder>().WithMany().HasForeignKey(payment => payment.OrderId);
        builder.HasOne<UnmatchedDeposit>().WithMany().HasForeignKey(payment => payment.DepositId);
        builder.HasQueryFilter(Live.Name, payment => payment.ReversedUtc == null);
        builder.HasMany(payment => payment.Allocations).WithOne().HasForeignKey(allocation => allocation.PaymentId);
        builder.HasMany(payment => payment.Credits).WithOne().HasForeignKey(credit => credit.PaymentId);
        builder.Navigation(payment => payment.Allocations).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(payment => payment.Credits).UsePropertyAccessMode(PropertyAccessMode.Field);

        // The same money is booked once, however often its gateway reports it.
        builder.HasIndex(payment => new { payment.SocietyId, payment.EffectKey }).IsUnique().HasFilter("\"EffectKey\" IS NOT NULL");
    }
}

internal sealed class AllocationConfiguration : IEntityTypeConfiguration<Allocation>
{
    public void Configure(EntityTypeBuilder<Allocation> builder)
    {
        builder.HasOne<DuesCharge>().WithMany().HasForeignKey(allocation => allocation.ChargeId);

        // A payment settles a charge once; what a second run would add is the same allocation.
        builder.HasIndex(allocation => new { allocation.PaymentId, allocation.ChargeId }).IsUnique().HasFilter("\"ReversedUtc\" IS NULL");
    }
}

internal sealed class CreditConfiguration : IEntityTypeConfiguration<Credit>
{
    public void Configure(EntityTypeBuilder<Credit> builder)
    {
        builder.HasOne<Member>().WithMany().HasForeignKey(credit => credit.MemberId);

        // What a payment leaves over is one credit; a second settlement of it stops here.
        builder.HasIndex(credit => credit.PaymentId).IsUnique().HasFilter("\"EndedUtc\" IS NULL");
    }
}

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.Property(refund => refund.Reason).HasMaxLength(Refund.ReasonMaxLength);
        builder.Property(refund => refund.Transaction).HasMaxLength(PaymentOrder.TransactionMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(refund => refund.MemberId);
        builder.HasOne<Payment>().WithMany().HasForeignKey(refund => refund.PaymentId);
        builder.HasQueryFilter(Live.Name, refund => refund.WithdrawnUtc == null);
    }
}
