using MemberHub.Data.Sandbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class SandboxPaymentConfiguration : IEntityTypeConfiguration<SandboxPayment>
{
    public void Configure(EntityTypeBuilder<SandboxPayment> builder)
    {
        builder.Property(payment => payment.Code).HasMaxLength(SandboxPayment.CodeLength);
        builder.Property(payment => payment.Reference).HasMaxLength(SandboxPayment.ReferenceMaxLength);
        builder.Property(payment => payment.ItemName).HasMaxLength(SandboxPayment.ItemNameMaxLength);
        builder.Property(payment => payment.CustomerCode).HasMaxLength(SandboxPayment.CustomerCodeMaxLength);
        builder.Property(payment => payment.Language).HasMaxLength(2);
        builder.Property(payment => payment.ReturnUrl).HasMaxLength(SandboxPayment.UrlMaxLength);
        builder.Property(payment => payment.NotifyUrl).HasMaxLength(SandboxPayment.UrlMaxLength);
        builder.Property(payment => payment.VoucherNumber).HasMaxLength(20);
        builder.Property(payment => payment.VoucherConfirmation).HasMaxLength(20);
        builder.Property(payment => payment.Card).HasMaxLength(SandboxPayment.CardMaxLength);
        builder.HasIndex(payment => payment.Code).IsUnique();
        builder.HasIndex(payment => payment.Reference).IsUnique();
        builder.HasIndex(payment => payment.DeadlineUtc).HasFilter("\"State\" = 'Open'");
    }
}

internal sealed class SandboxNotificationConfiguration : IEntityTypeConfiguration<SandboxNotification>
{
    public void Configure(EntityTypeBuilder<SandboxNotification> builder)
    {
        builder.Property(report => report.EffectKey).HasMaxLength(SandboxNotification.EffectKeyMaxLength);
        builder.Property(report => report.Kind).HasMaxLength(SandboxNotification.KindMaxLength);
        builder.Property(report => report.Transaction).HasMaxLength(SandboxPayment.CodeLength + 4);
        builder.Property(report => report.ErrorCode).HasMaxLength(SandboxNotification.KindMaxLength);
        builder.Property(report => report.LastAnswer).HasMaxLength(SandboxNotification.ErrorMaxLength);
        builder.HasOne<SandboxPayment>().WithMany().HasForeignKey(report => report.PaymentId);

        // What happened once is reported under one name: a refund asked for twice finds the first.
        builder.HasIndex(report => report.EffectKey).IsUnique();
        builder.HasIndex(report => report.NextAttemptUtc).HasFilter("\"Delivery\" = 'Waiting'");
    }
}

internal sealed class SandboxSwitchesConfiguration : IEntityTypeConfiguration<SandboxSwitches>
{
    public void Configure(EntityTypeBuilder<SandboxSwitches> builder) =>
        builder.Property(switches => switches.Id).ValueGeneratedNever();
}
