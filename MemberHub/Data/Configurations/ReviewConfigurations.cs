using MemberHub.Data.Accounts;
using MemberHub.Data.Reviews;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class ProfileReviewConfiguration : IEntityTypeConfiguration<ProfileReview>
{
    public void Configure(EntityTypeBuilder<ProfileReview> builder)
    {
        builder.HasOne<Member>().WithMany().HasForeignKey(review => review.MemberId);
        builder.HasOne<Account>().WithMany().HasForeignKey(review => review.ReviewedBy);

        // A saved change comes before the office once.
        builder.HasOne(review => review.Entry).WithOne().HasForeignKey<ProfileReview>(review => review.EntryId);

        // The queue; the table itself grows with every change that was ever made.
        builder.HasIndex(review => new { review.SocietyId, review.ChangedUtc }, "IX_ProfileReviews_Waiting").HasFilter("\"ReviewedUtc\" IS NULL");
        builder.HasIndex(review => new { review.SocietyId, review.ReviewedUtc });
    }
}
