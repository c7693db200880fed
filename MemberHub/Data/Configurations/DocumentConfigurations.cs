using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class NumberSeriesConfiguration : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> builder) =>
        builder.HasIndex(series => new { series.SocietyId, series.Kind, series.Year }).IsUnique();
}

internal sealed class IssuedDocumentConfiguration : IEntityTypeConfiguration<IssuedDocument>
{
    public const string OneReceiptIndex = "IX_IssuedDocuments_OneReceiptPerPayment";

    public void Configure(EntityTypeBuilder<IssuedDocument> builder)
    {
        builder.Property(document => document.Number).HasMaxLength(DocumentNumber.MaxLength);
        // The register is searched by day (電子帳簿保存法).
        builder.HasIndex(document => new { document.SocietyId, document.IssuedOn });
        builder.Property(document => document.Counterparty).HasMaxLength(IssuedDocument.CounterpartyMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(document => document.MemberId);
        builder.Property(document => document.RequestKey).HasMaxLength(IssuedDocument.RequestKeyLength);
        builder.HasOne<PaymentOrder>().WithMany().HasForeignKey(document => document.OrderId);
        builder.HasOne<Payment>().WithMany().HasForeignKey(document => document.PaymentId);
        builder.HasOne<IssuedDocument>().WithMany().HasForeignKey(document => document.ReplacesId);
        builder.HasMany(document => document.Files).WithOne().HasForeignKey(file => file.DocumentId);
        builder.Navigation(document => document.Files).UsePropertyAccessMode(PropertyAccessMode.Field);

        // VoidedUtc is set once: the loser of two simultaneous voids is told so.
        builder.Property(document => document.VoidedUtc).IsConcurrencyToken();
        builder.HasIndex(document => new { document.SocietyId, document.Number }).IsUnique();

        // Nobody gets two receipts for the same money, whatever two tabs and two devices ask for at once.
        builder.HasIndex(document => document.PaymentId).IsUnique().HasFilter("\"PaymentId\" IS NOT NULL AND \"VoidedUtc\" IS NULL").HasDatabaseName(OneReceiptIndex);

        // A void document has one successor, whoever changes its addressee at the same time.
        builder.HasIndex(document => document.ReplacesId).IsUnique().HasFilter("\"ReplacesId\" IS NOT NULL");

        // A second press of the button leads to the first press's quotation or delivery note.
        builder.HasIndex(document => new { document.SocietyId, document.RequestKey }).IsUnique().HasFilter("\"RequestKey\" IS NOT NULL");
    }
}

internal sealed class DocumentFileConfiguration : IEntityTypeConfiguration<DocumentFile>
{
    public void Configure(EntityTypeBuilder<DocumentFile> builder)
    {
        builder.Property(file => file.Sha256).HasMaxLength(64);

        // One original, one overprint, and each copy once, though two presses ask for it at the same time.
        builder.HasIndex(file => new { file.DocumentId, file.Kind, file.Ordinal }).IsUnique();
    }
}
