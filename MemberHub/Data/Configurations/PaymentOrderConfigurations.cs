using MemberHub.Data.Conversions;
using MemberHub.Data.Gateways;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class PaymentOrderConfiguration : IEntityTypeConfiguration<PaymentOrder>
{
    public void Configure(EntityTypeBuilder<PaymentOrder> builder)
    {
        builder.Property(order => order.RequestKey).HasMaxLength(PaymentOrder.RequestKeyLength);
        builder.Property(order => order.Reference).HasMaxLength(PaymentOrder.ReferenceLength);
        builder.Property(order => order.Gateway).HasMaxLength(PaymentOrder.GatewayMaxLength);
        builder.Property(order => order.Transaction).HasMaxLength(PaymentOrder.TransactionMaxLength);
        builder.Property(order => order.Details).HasConversion<PaymentDetailsConverter>();
        builder.Ignore(order => order.State);
        builder.Ignore(order => order.Amount);
        builder.HasOne<Member>().WithMany().HasForeignKey(order => order.MemberId);
        builder.HasOne<IssuedDocument>().WithMany().HasForeignKey(order => order.JointInvoiceId);
        builder.HasMany(order => order.Lines).WithOne().HasForeignKey(line => line.OrderId);
        builder.HasMany(order => order.Events).WithOne().HasForeignKey(item => item.OrderId);
        builder.Navigation(order => order.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(order => order.Events).UsePropertyAccessMode(PropertyAccessMode.Field);

        // A second press of the button, a reload and the back button lead to the first press's order.
        builder.HasIndex(order => new { order.SocietyId, order.RequestKey }).IsUnique();

        // A gateway's report names the order by it, and nothing else says whose the order is.
        builder.HasIndex(order => order.Reference).IsUnique();
        builder.HasIndex(order => order.NextInquiryUtc).HasFilter("\"NextInquiryUtc\" IS NOT NULL");
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
        builder.Property(item => item.EffectKey).HasMaxLength(PaymentEvent.EffectKeyMaxLength);
        builder.HasIndex(item => new { item.OrderId, item.Sequence }).IsUnique();

        // A gateway repeats its reports, sometimes at the same moment: each has one effect.
        builder.HasIndex(item => new { item.SocietyId, item.EffectKey }).IsUnique().HasFilter("\"EffectKey\" IS NOT NULL");
    }
}

internal sealed class PaymentTaskConfiguration : IEntityTypeConfiguration<PaymentTask>
{
    public void Configure(EntityTypeBuilder<PaymentTask> builder)
    {
        builder.Property(task => task.Key).HasMaxLength(PaymentTask.KeyMaxLength);
        builder.Property(task => task.Detail).HasMaxLength(PaymentTask.DetailMaxLength);
        builder.Property(task => task.Payer).HasMaxLength(PaymentTask.PayerMaxLength).HasDefaultValue("");
        builder.HasOne<Member>().WithMany().HasForeignKey(task => task.MemberId);
        builder.HasOne<PaymentOrder>().WithMany().HasForeignKey(task => task.OrderId);
        builder.HasOne<GatewayMessage>().WithMany().HasForeignKey(task => task.MessageId);
        builder.HasOne<UnmatchedDeposit>().WithMany().HasForeignKey(task => task.DepositId);

        // A matter is brought before the office once, however often it comes up.
        builder.HasIndex(task => new { task.SocietyId, task.Key }).IsUnique();
    }
}

internal sealed class GatewayMessageConfiguration : IEntityTypeConfiguration<GatewayMessage>
{
    public void Configure(EntityTypeBuilder<GatewayMessage> builder)
    {
        builder.ToTable("GatewayMessages");
        builder.Property(message => message.Gateway).HasMaxLength(GatewayMessage.GatewayMaxLength);
        builder.Property(message => message.ContentType).HasMaxLength(GatewayMessage.ContentTypeMaxLength);
        builder.Property(message => message.Signature).HasMaxLength(GatewayMessage.SignatureMaxLength);
        builder.Property(message => message.EventId).HasMaxLength(GatewayMessage.EventIdMaxLength);
        builder.Property(message => message.Outcome).HasMaxLength(30);
        builder.Property(message => message.Note).HasMaxLength(GatewayMessage.NoteMaxLength);
        builder.HasIndex(message => message.NextAttemptUtc).HasFilter("\"Outcome\" IS NULL");
    }
}

internal sealed class RefusedNotificationsConfiguration : IEntityTypeConfiguration<RefusedNotifications>
{
    public void Configure(EntityTypeBuilder<RefusedNotifications> builder)
    {
        builder.ToTable("RefusedNotifications");
        builder.Property(row => row.Gateway).HasMaxLength(GatewayMessage.GatewayMaxLength);
        builder.Property(row => row.Sender).HasMaxLength(RefusedNotifications.SenderMaxLength);

        // Of two that begin the hour at once, one counts on what the other began.
        builder.HasIndex(row => new { row.Gateway, row.HourUtc, row.Sender }).IsUnique();
    }
}
