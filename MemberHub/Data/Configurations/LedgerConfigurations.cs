using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class DuesChargeConfiguration : IEntityTypeConfiguration<DuesCharge>
{
    public void Configure(EntityTypeBuilder<DuesCharge> builder)
    {
        builder.Property(charge => charge.CategoryName).HasMaxLength(DuesCharge.CategoryNameMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(charge => charge.MemberId);

        // Nobody is charged twice for a year: a repeated billing run or import stops here.
        builder.HasIndex(charge => new { charge.MemberId, charge.FiscalYear, charge.Item }).IsUnique();
    }
}

internal sealed class WaiverConfiguration : IEntityTypeConfiguration<Waiver>
{
    public void Configure(EntityTypeBuilder<Waiver> builder)
    {
        builder.Property(waiver => waiver.Reason).HasMaxLength(Waiver.ReasonMaxLength);
        builder.HasOne<DuesCharge>().WithMany().HasForeignKey(waiver => waiver.ChargeId);
    }
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder) =>
        builder.HasOne<Member>().WithMany().HasForeignKey(payment => payment.MemberId);
}

internal sealed class AllocationConfiguration : IEntityTypeConfiguration<Allocation>
{
    public void Configure(EntityTypeBuilder<Allocation> builder)
    {
        builder.HasOne<DuesCharge>().WithMany().HasForeignKey(allocation => allocation.ChargeId);
        builder.HasOne<Payment>().WithMany().HasForeignKey(allocation => allocation.PaymentId);

        // A payment settles a charge once; what a second run would add is the same allocation.
        builder.HasIndex(allocation => new { allocation.PaymentId, allocation.ChargeId }).IsUnique();
    }
}

internal sealed class CreditConfiguration : IEntityTypeConfiguration<Credit>
{
    public void Configure(EntityTypeBuilder<Credit> builder)
    {
        builder.HasOne<Member>().WithMany().HasForeignKey(credit => credit.MemberId);
        builder.HasOne<Payment>().WithMany().HasForeignKey(credit => credit.PaymentId);
        builder.HasIndex(credit => credit.PaymentId).IsUnique();
    }
}
