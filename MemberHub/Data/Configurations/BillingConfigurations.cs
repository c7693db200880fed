using MemberHub.Data.Accounts;
using MemberHub.Data.Conversions;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class BillingRunConfiguration : IEntityTypeConfiguration<BillingRun>
{
    public void Configure(EntityTypeBuilder<BillingRun> builder)
    {
        builder.Property(run => run.Digest).HasMaxLength(BillingList.DigestLength);
        builder.Property(run => run.Summary).HasConversion<BillingSummaryConverter>();
        builder.HasOne<Account>().WithMany().HasForeignKey(run => run.DraftedBy);
        builder.HasOne<Account>().WithMany().HasForeignKey(run => run.ReleasedBy);
        builder.HasOne<Account>().WithMany().HasForeignKey(run => run.MovedBy);
        builder.HasOne<Notice>().WithMany().HasForeignKey(run => run.NoticeId);
    }
}

internal sealed class BillingRunListConfiguration : IEntityTypeConfiguration<BillingRunList>
{
    public void Configure(EntityTypeBuilder<BillingRunList> builder)
    {
        builder.HasOne<BillingRun>().WithMany().HasForeignKey(list => list.RunId);

        // Two presses of the same button begin one run.
        builder.HasIndex(list => list.RunId).IsUnique();
    }
}

internal sealed class PaymentMonthConfiguration : IEntityTypeConfiguration<PaymentMonth>
{
    public void Configure(EntityTypeBuilder<PaymentMonth> builder)
    {
        builder.HasOne<Member>().WithMany().HasForeignKey(month => month.MemberId);
        builder.HasIndex(month => new { month.MemberId, month.FiscalYear }).IsUnique();
    }
}

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.HasOne<Member>().WithMany().HasForeignKey(reminder => reminder.MemberId);
        builder.HasOne<DuesCharge>().WithMany().HasForeignKey(reminder => reminder.ChargeId);
        builder.HasOne<Account>().WithMany().HasForeignKey(reminder => reminder.SentBy);

        // Nobody is reminded twice with the same words, though two people press at the same time.
        builder.HasIndex(reminder => new { reminder.ChargeId, reminder.Level }).IsUnique();
    }
}
