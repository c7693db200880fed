using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class NoticeReadConfiguration : IEntityTypeConfiguration<NoticeRead>
{
    public void Configure(EntityTypeBuilder<NoticeRead> builder)
    {
        builder.ToTable("NoticesRead");
        builder.HasOne<Account>().WithMany().HasForeignKey(read => read.AccountId);
        builder.HasOne<Notice>().WithMany().HasForeignKey(read => read.NoticeId);

        // Two tabs that open the same notice leave one mark.
        builder.HasIndex(read => new { read.AccountId, read.NoticeId }).IsUnique();
    }
}
