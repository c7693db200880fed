using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Drafts;
using MemberHub.Data.Imports;
using MemberHub.Data.Jobs;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(entry => entry.Action).HasMaxLength(AuditEntry.ActionMaxLength);
        builder.Property(entry => entry.Reason).HasMaxLength(AuditEntry.ReasonMaxLength);
        builder.Property(entry => entry.Origin).HasMaxLength(Actor.OriginMaxLength);
        builder.Property(entry => entry.Salt).HasMaxLength(AuditEntry.SaltLength);
        builder.Property(entry => entry.Digest).HasMaxLength(AuditEntry.DigestLength);
        builder.Property(entry => entry.Hash).HasMaxLength(AuditEntry.DigestLength);
        builder.HasIndex(entry => entry.MemberId);
        builder.HasIndex(entry => new { entry.SocietyId, entry.OccurredUtc });

        // A place in the chain is taken once.
        builder.HasIndex(entry => entry.Sequence).IsUnique();
    }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals");
        builder.Property(seal => seal.Id).ValueGeneratedNever();
        builder.Property(seal => seal.Hash).HasMaxLength(AuditEntry.DigestLength);
        builder.HasData(new AuditSeal());
    }
}

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.Property(mail => mail.Recipient).HasMaxLength(Account.EmailMaxLength);
        builder.Property(mail => mail.Subject).HasMaxLength(OutboxMail.SubjectMaxLength);
        builder.Property(mail => mail.LastError).HasMaxLength(OutboxMail.ErrorMaxLength);

        // Two workers claim a mail by moving this on; the second one's update finds nothing.
        builder.Property(mail => mail.NextAttemptUtc).IsConcurrencyToken();
        builder.Property(mail => mail.UnsubscribeUrl).HasMaxLength(OutboxMail.UnsubscribeUrlMaxLength);
        builder.HasIndex(mail => new { mail.IsBulk, mail.NextAttemptUtc }).HasFilter("\"SentUtc\" IS NULL AND \"FailedUtc\" IS NULL");

        // What of a billing run's announcement left, and what has not.
        builder.HasOne<BillingRun>().WithMany().HasForeignKey(mail => mail.BillingRunId);
        builder.HasIndex(mail => new { mail.BillingRunId, mail.SentUtc }).HasFilter("\"BillingRunId\" IS NOT NULL");

        // How many of them left in the last minute.
        builder.HasIndex(mail => new { mail.IsBulk, mail.SentUtc });
    }
}

internal sealed class MailBounceConfiguration : IEntityTypeConfiguration<MailBounce>
{
    public void Configure(EntityTypeBuilder<MailBounce> builder)
    {
        builder.Property(bounce => bounce.EffectKey).HasMaxLength(MailBounce.EffectKeyMaxLength);
        builder.Property(bounce => bounce.Status).HasMaxLength(MailBounce.StatusMaxLength);
        builder.Property(bounce => bounce.FileName).HasMaxLength(MailBounce.FileNameMaxLength);
        builder.HasOne<OutboxMail>().WithMany().HasForeignKey(bounce => bounce.MailId);

        // The same report does nothing a second time.
        builder.HasIndex(bounce => new { bounce.SocietyId, bounce.EffectKey }).IsUnique();
        builder.HasIndex(bounce => new { bounce.SocietyId, bounce.Kind, bounce.ReceivedUtc });
    }
}

internal sealed class UndeliverableAddressConfiguration : IEntityTypeConfiguration<UndeliverableAddress>
{
    public void Configure(EntityTypeBuilder<UndeliverableAddress> builder)
    {
        builder.Property(mark => mark.Address).HasMaxLength(UndeliverableAddress.AddressMaxLength);
        builder.Property(mark => mark.Status).HasMaxLength(MailBounce.StatusMaxLength);
        builder.HasIndex(mark => new { mark.SocietyId, mark.Address }).IsUnique();
    }
}

internal sealed class DraftConfiguration : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.Property(draft => draft.Kind).HasMaxLength(Draft.KindMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(draft => draft.AccountId);
        builder.HasIndex(draft => new { draft.AccountId, draft.SocietyId, draft.Kind }).IsUnique();
    }
}

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder) =>
        builder.Property(run => run.Kind).HasMaxLength(JobRun.KindMaxLength);
}

internal sealed class ImportedRowConfiguration : IEntityTypeConfiguration<ImportedRow>
{
    public void Configure(EntityTypeBuilder<ImportedRow> builder)
    {
        builder.Property(row => row.Key).HasMaxLength(ImportedRow.KeyMaxLength);
        builder.HasIndex(row => new { row.SocietyId, row.Kind, row.Key }).IsUnique();
    }
}

internal sealed class RosterImportConfiguration : IEntityTypeConfiguration<RosterImport>
{
    public void Configure(EntityTypeBuilder<RosterImport> builder)
    {
        builder.Property(import => import.RosterName).HasMaxLength(RosterImport.NameMaxLength);
        builder.Property(import => import.DuesName).HasMaxLength(RosterImport.NameMaxLength);
        builder.Property(import => import.Digest).HasMaxLength(RosterImport.DigestLength);
        builder.Property(import => import.TakenFrom).HasMaxLength(Actor.OriginMaxLength);
        builder.HasIndex(import => new { import.SocietyId, import.UploadedUtc });
    }
}
