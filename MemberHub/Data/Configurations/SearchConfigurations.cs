using MemberHub.Data.Accounts;
using MemberHub.Data.Filters;
using MemberHub.Data.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class MemberTouchConfiguration : IEntityTypeConfiguration<MemberTouch>
{
    public void Configure(EntityTypeBuilder<MemberTouch> builder)
    {
        builder.HasKey(touch => touch.MemberId);
        builder.Property(touch => touch.MemberId).ValueGeneratedNever();
        builder.HasIndex(touch => touch.Stamp);
    }
}

internal sealed class DirectorySearchesConfiguration : IEntityTypeConfiguration<DirectorySearches>
{
    public void Configure(EntityTypeBuilder<DirectorySearches> builder)
    {
        builder.ToTable("DirectorySearches");
        builder.HasOne<Account>().WithMany().HasForeignKey(searches => searches.AccountId);

        // One count for an account, whichever node counts first.
        builder.HasIndex(searches => new { searches.SocietyId, searches.AccountId }).IsUnique();
    }
}

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.Property(filter => filter.Name).HasMaxLength(SavedFilter.NameMaxLength);
        builder.Property(filter => filter.Query).HasMaxLength(SavedFilter.QueryMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(filter => filter.AccountId);
        builder.HasIndex(filter => new { filter.SocietyId, filter.AccountId, filter.List, filter.Name }).IsUnique();
    }
}
