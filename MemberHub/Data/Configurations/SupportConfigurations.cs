using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class SupportTicketConfiguration : IEntityTypeConfiguration<SupportTicket>
{
    public void Configure(EntityTypeBuilder<SupportTicket> builder)
    {
        builder.Property(ticket => ticket.Number).HasMaxLength(TicketNumber.MaxLength);
        builder.Property(ticket => ticket.ClaimedNumber).HasMaxLength(SupportTicket.ClaimedNumberMaxLength);
        builder.Property(ticket => ticket.Name).HasMaxLength(SupportTicket.NameMaxLength);
        builder.Property(ticket => ticket.Affiliation).HasMaxLength(SupportTicket.AffiliationMaxLength);
        builder.Property(ticket => ticket.Email).HasMaxLength(SupportTicket.EmailMaxLength);
        builder.Property(ticket => ticket.Language).HasMaxLength(SupportTicket.LanguageMaxLength);
        builder.Property(ticket => ticket.Page).HasMaxLength(SupportTicket.PageMaxLength);
        builder.Property(ticket => ticket.Claim).HasMaxLength(SupportTicket.ClaimMaxLength);
        builder.Property(ticket => ticket.RequestKey).HasMaxLength(SupportTicket.RequestKeyMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(ticket => ticket.MemberId);
        builder.HasOne<Account>().WithMany().HasForeignKey(ticket => ticket.AccountId);
        builder.HasMany(ticket => ticket.Events).WithOne().HasForeignKey(item => item.TicketId);
        builder.Navigation(ticket => ticket.Events).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(ticket => new { ticket.SocietyId, ticket.Number }).IsUnique();
        builder.HasIndex(ticket => new { ticket.SocietyId, ticket.CreatedUtc });

        // A second press of the button leads to the first press's ticket.
        builder.HasIndex(ticket => new { ticket.SocietyId, ticket.RequestKey }).IsUnique();
    }
}

internal sealed class TicketEventConfiguration : IEntityTypeConfiguration<TicketEvent>
{
    public void Configure(EntityTypeBuilder<TicketEvent> builder)
    {
        builder.ToTable("TicketEvents");
        builder.Property(item => item.Text).HasMaxLength(TicketEvent.TextMaxLength);

        // Of two colleagues who act on what both saw, one wins.
        builder.HasIndex(item => new { item.TicketId, item.Sequence }).IsUnique();
    }
}

internal sealed class TicketSeriesConfiguration : IEntityTypeConfiguration<TicketSeries>
{
    public void Configure(EntityTypeBuilder<TicketSeries> builder)
    {
        builder.ToTable("TicketSeries");
        builder.HasIndex(series => new { series.SocietyId, series.Year }).IsUnique();
    }
}
