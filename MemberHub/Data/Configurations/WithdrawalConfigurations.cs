using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class WithdrawalNoticeConfiguration : IEntityTypeConfiguration<WithdrawalNotice>
{
    public void Configure(EntityTypeBuilder<WithdrawalNotice> builder)
    {
        builder.Property(notice => notice.Reason).HasMaxLength(WithdrawalNotice.ReasonMaxLength);
        builder.Property(notice => notice.RefusalReason).HasMaxLength(WithdrawalNotice.ReasonMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(notice => notice.MemberId);
        builder.HasOne<Account>().WithMany().HasForeignKey(notice => notice.ConfirmedBy);

        // A second press of the button, and a second tab, hand nothing in.
        builder.HasIndex(notice => notice.MemberId, "IX_WithdrawalNotices_OneLivePerMember").IsUnique()
            .HasFilter("\"RefusedUtc\" IS NULL AND \"UndoneUtc\" IS NULL AND \"EndedUtc\" IS NULL");
    }
}
