using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class PaymentOrderConfiguration : IEntityTypeConfiguration<PaymentOrder>
{
    public void Configure(EntityTypeBuilder<PaymentOrder> builder)
    {
        builder.Property(order => order.RequestKey).HasMaxLength(PaymentOrder.RequestKeyLength);
        builder.Ignore(order => order.State);
        builder.HasOne<Member>().WithMany().HasForeignKey(order => order.MemberId);
        builder.HasMany(order => order.Lines).WithOne().HasForeignKey(line => line.OrderId);
        builder.HasMany(order => order.Events).WithOne().HasForeignKey(item => item.OrderId);
        builder.Navigation(order => order.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(order => order.Events).UsePropertyAccessMode(PropertyAccessMode.Field);

        // A second press of the button, a reload and the back button lead to the first press's order.
        builder.HasIndex(order => new { order.SocietyId, order.RequestKey }).IsUnique();
    }
}

internal sealed class PaymentOrderLineConfiguration : IEntityTypeConfiguration<PaymentOrderLine>
{
    public const string OneLiveOrderIndex = "IX_PaymentOrderLines_OneLiveOrderPerCharge";

    public void Configure(EntityTypeBuilder<PaymentOrderLine> builder)
    {
        builder.HasOne<DuesCharge>().WithMany().HasForeignKey(line => line.ChargeId);

        // A charge is in at most one live order, whatever two tabs and two devices do at once.
        builder.HasIndex(line => line.ChargeId).IsUnique().HasFilter("\"ClosedUtc\" IS NULL").HasDatabaseName(OneLiveOrderIndex);
    }
}

internal sealed class PaymentEventConfiguration : IEntityTypeConfiguration<PaymentEvent>
{
    public void Configure(EntityTypeBuilder<PaymentEvent> builder)
    {
        builder.Property(item => item.Detail).HasMaxLength(PaymentEvent.DetailMaxLength);
        builder.HasIndex(item => new { item.OrderId, item.Sequence }).IsUnique();
    }
}
