using MemberHub.Domain.Benefits;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class BenefitConfiguration : IEntityTypeConfiguration<Benefit>
{
    public void Configure(EntityTypeBuilder<Benefit> builder)
    {
        builder.Property(benefit => benefit.TitleJa).HasMaxLength(Benefit.TitleMaxLength);
        builder.Property(benefit => benefit.TitleEn).HasMaxLength(Benefit.TitleMaxLength);
        builder.Property(benefit => benefit.Link).HasMaxLength(Benefit.LinkMaxLength);
        builder.Property(benefit => benefit.CautionJa).HasMaxLength(Benefit.CautionMaxLength);
        builder.Property(benefit => benefit.CautionEn).HasMaxLength(Benefit.CautionMaxLength);
        builder.Ignore(benefit => benefit.Terms);
        builder.HasIndex(benefit => new { benefit.SocietyId, benefit.Ordinal });
    }
}

internal sealed class BenefitViewConfiguration : IEntityTypeConfiguration<BenefitView>
{
    public void Configure(EntityTypeBuilder<BenefitView> builder)
    {
        builder.HasOne<Benefit>().WithMany().HasForeignKey(view => view.BenefitId);
        builder.HasOne<Member>().WithMany().HasForeignKey(view => view.MemberId);
        builder.HasIndex(view => new { view.BenefitId, view.ViewedUtc });
    }
}

internal sealed class MembershipCertificateConfiguration : IEntityTypeConfiguration<MembershipCertificate>
{
    public void Configure(EntityTypeBuilder<MembershipCertificate> builder)
    {
        builder.Property(certificate => certificate.TokenHash).HasMaxLength(TokenHash.Length);
        builder.Property(certificate => certificate.SealedToken).HasMaxLength(MembershipCertificate.SealedTokenMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(certificate => certificate.MemberId);
        builder.HasIndex(certificate => certificate.TokenHash).IsUnique();

        // However often the button is pressed, a member has one card for a year.
        builder.HasIndex(certificate => new { certificate.MemberId, certificate.FiscalYear }).IsUnique().HasFilter("\"RevokedUtc\" IS NULL");
    }
}
