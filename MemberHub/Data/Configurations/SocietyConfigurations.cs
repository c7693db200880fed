using MemberHub.Data.Conversions;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class SocietyConfiguration : IEntityTypeConfiguration<Society>
{
    public void Configure(EntityTypeBuilder<Society> builder)
    {
        builder.Property(society => society.Code).HasMaxLength(Society.CodeMaxLength);
        builder.Property(society => society.NameJa).HasMaxLength(Society.NameMaxLength);
        builder.Property(society => society.NameEn).HasMaxLength(Society.NameMaxLength);
        builder.Property(society => society.Settings).HasConversion<SettingsConverter>();
        builder.HasIndex(society => society.Code).IsUnique();
    }
}

internal sealed class MemberCategoryConfiguration : IEntityTypeConfiguration<MemberCategory>
{
    public void Configure(EntityTypeBuilder<MemberCategory> builder)
    {
        builder.Property(category => category.Code).HasMaxLength(MemberCategory.CodeMaxLength);
        builder.Property(category => category.NameJa).HasMaxLength(MemberCategory.NameMaxLength);
        builder.Property(category => category.NameEn).HasMaxLength(MemberCategory.NameMaxLength);
        builder.HasIndex(category => new { category.SocietyId, category.Code }).IsUnique();

        // Files name categories in Japanese, so the name must lead to one.
        builder.HasIndex(category => new { category.SocietyId, category.NameJa }).IsUnique();
    }
}

internal sealed class SealPictureConfiguration : IEntityTypeConfiguration<SealPicture>
{
    public void Configure(EntityTypeBuilder<SealPicture> builder)
    {
        builder.ToTable("SealPictures");
        builder.Property(picture => picture.Sha256).HasMaxLength(SealPicture.Sha256Length);
        builder.HasIndex(picture => new { picture.SocietyId, picture.Sha256 }).IsUnique();
    }
}

internal sealed class RankConfiguration : IEntityTypeConfiguration<Rank>
{
    public void Configure(EntityTypeBuilder<Rank> builder)
    {
        builder.Property(rank => rank.Code).HasMaxLength(Rank.CodeMaxLength);
        builder.Property(rank => rank.NameJa).HasMaxLength(Rank.NameMaxLength);
        builder.Property(rank => rank.NameEn).HasMaxLength(Rank.NameMaxLength);
        builder.HasIndex(rank => new { rank.SocietyId, rank.Code }).IsUnique();
        builder.HasIndex(rank => new { rank.SocietyId, rank.NameJa }).IsUnique();
    }
}

internal sealed class DuesRuleConfiguration : IEntityTypeConfiguration<DuesRule>
{
    public void Configure(EntityTypeBuilder<DuesRule> builder)
    {
        builder.HasOne<MemberCategory>().WithMany().HasForeignKey(rule => rule.CategoryId);
        builder.HasOne<Rank>().WithMany().HasForeignKey(rule => rule.RankId);
        builder.HasIndex(rule => new { rule.CategoryId, rule.RankId, rule.From }).IsUnique();
    }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.Property(notice => notice.TitleJa).HasMaxLength(Notice.TitleMaxLength);
        builder.Property(notice => notice.TitleEn).HasMaxLength(Notice.TitleMaxLength);
        builder.Property(notice => notice.Categories).HasMaxLength(KeyList.MaxLength);
        builder.Property(notice => notice.Ranks).HasMaxLength(KeyList.MaxLength);
        builder.HasIndex(notice => new { notice.SocietyId, notice.PublishedOn });
    }
}

internal sealed class BroadcastConfiguration : IEntityTypeConfiguration<Broadcast>
{
    public void Configure(EntityTypeBuilder<Broadcast> builder)
    {
        builder.Property(broadcast => broadcast.RequestKey).HasMaxLength(Broadcast.RequestKeyLength);
        builder.Property(broadcast => broadcast.Subject).HasMaxLength(Broadcast.SubjectMaxLength);
        builder.Property(broadcast => broadcast.Body).HasMaxLength(Broadcast.BodyMaxLength);
        builder.Property(broadcast => broadcast.SubjectEn).HasMaxLength(Broadcast.SubjectMaxLength);
        builder.Property(broadcast => broadcast.BodyEn).HasMaxLength(Broadcast.BodyMaxLength);
        builder.Property(broadcast => broadcast.Categories).HasMaxLength(KeyList.MaxLength);
        builder.Property(broadcast => broadcast.Ranks).HasMaxLength(KeyList.MaxLength);
        builder.Ignore(broadcast => broadcast.Text);
        builder.Ignore(broadcast => broadcast.Audience);

        // A second press of the button is the first press's broadcast.
        builder.HasIndex(broadcast => new { broadcast.SocietyId, broadcast.RequestKey }).IsUnique();
    }
}
