using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ComplexProperty(member => member.Person, person =>
        {
            person.Property(value => value.Name).HasColumnName("Name").HasMaxLength(Member.NameMaxLength);
            person.Property(value => value.Kana).HasColumnName("Kana").HasMaxLength(Member.KanaMaxLength);
            person.Property(value => value.Sex).HasColumnName("Sex");
            person.Property(value => value.BirthDate).HasColumnName("BirthDate");
            person.Property(value => value.Qualifications).HasColumnName("Qualifications").HasMaxLength(Member.ChoicesMaxLength);
            person.Property(value => value.Specialties).HasColumnName("Specialties").HasMaxLength(Member.ChoicesMaxLength);
            person.Property(value => value.MailingDestination).HasColumnName("MailingDestination");
            person.Property(value => value.MobilePhone).HasColumnName("MobilePhone").HasMaxLength(PostalAddress.PhoneMaxLength);
            person.Property(value => value.Visible).HasColumnName("Visible").HasConversion<int>();
            person.ComplexProperty(value => value.Home, home => home.MapAddress("Home"));
        });
        builder.Property(member => member.Units).HasDefaultValue(1);
        builder.Property(member => member.DeliveryStopReason).HasMaxLength(Member.StopReasonMaxLength).HasDefaultValue("");
        builder.Property(member => member.OfficeNote).HasMaxLength(Member.NoteMaxLength).HasDefaultValue("");
        builder.Property(member => member.UnlistedReason).HasMaxLength(Member.UnlistedReasonMaxLength).HasDefaultValue("");
        builder.HasOne<MemberCategory>().WithMany().HasForeignKey(member => member.CategoryId);
        builder.HasOne<Rank>().WithMany().HasForeignKey(member => member.RankId);
        builder.HasMany(member => member.Affiliations).WithOne().HasForeignKey(affiliation => affiliation.MemberId);
        builder.Navigation(member => member.Affiliations).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(member => new { member.SocietyId, member.Number }).IsUnique();
        builder.HasIndex(member => member.Number);
        builder.HasOne<Member>().WithMany().HasForeignKey(member => member.MergedIntoId);
    }
}

internal sealed class DistinctMembersConfiguration : IEntityTypeConfiguration<DistinctMembers>
{
    public void Configure(EntityTypeBuilder<DistinctMembers> builder)
    {
        builder.ToTable("DistinctMembers");
        builder.HasOne<Member>().WithMany().HasForeignKey(pair => pair.FirstId);
        builder.HasOne<Member>().WithMany().HasForeignKey(pair => pair.SecondId);

        // Said once, whoever says it.
        builder.HasIndex(pair => new { pair.FirstId, pair.SecondId }).IsUnique();
    }
}

internal sealed class AffiliationConfiguration : IEntityTypeConfiguration<Affiliation>
{
    public void Configure(EntityTypeBuilder<Affiliation> builder)
    {
        builder.ComplexProperty(affiliation => affiliation.Details, details =>
        {
            details.Property(value => value.Institution).HasColumnName("Institution").HasMaxLength(AffiliationDetails.InstitutionMaxLength);
            details.Property(value => value.Department).HasColumnName("Department").HasMaxLength(AffiliationDetails.DepartmentMaxLength);
            details.Property(value => value.Visible).HasColumnName("Visible").HasConversion<int>();
            details.ComplexProperty(value => value.Place, place => place.MapAddress(""));
        });
        builder.HasIndex(affiliation => new { affiliation.MemberId, affiliation.Ordinal }).IsUnique();
    }
}

internal sealed class LeaveOfAbsenceConfiguration : IEntityTypeConfiguration<LeaveOfAbsence>
{
    public void Configure(EntityTypeBuilder<LeaveOfAbsence> builder)
    {
        builder.HasOne<Member>().WithMany().HasForeignKey(leave => leave.MemberId);
        builder.HasIndex(leave => new { leave.MemberId, leave.From }).IsUnique();
    }
}

internal sealed class MemberChangeConfiguration : IEntityTypeConfiguration<MemberChange>
{
    public void Configure(EntityTypeBuilder<MemberChange> builder)
    {
        builder.HasOne<Member>().WithMany().HasForeignKey(change => change.MemberId);
        builder.HasOne<MemberCategory>().WithMany().HasForeignKey(change => change.CategoryId);
        builder.HasOne<Rank>().WithMany().HasForeignKey(change => change.RankId);
        builder.HasIndex(change => new { change.MemberId, change.From }).IsUnique();
    }
}

internal static class AddressMapping
{
    public static void MapAddress(this ComplexPropertyBuilder<PostalAddress> address, string prefix)
    {
        address.Property(value => value.PostalCode).HasColumnName($"{prefix}PostalCode").HasMaxLength(PostalAddress.PostalCodeMaxLength);
        address.Property(value => value.Address).HasColumnName($"{prefix}Address").HasMaxLength(PostalAddress.AddressMaxLength);
        address.Property(value => value.Phone).HasColumnName($"{prefix}Phone").HasMaxLength(PostalAddress.PhoneMaxLength);
        address.Ignore(value => value.IsEmpty);
    }
}
