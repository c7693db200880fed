using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;
using MemberHub.Domain.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class DepositFileConfiguration : IEntityTypeConfiguration<DepositFile>
{
    public void Configure(EntityTypeBuilder<DepositFile> builder)
    {
        builder.Property(file => file.Name).HasMaxLength(DepositFile.NameMaxLength);
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.Property(file => file.Accounts).HasMaxLength(DepositFile.AccountsMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(file => file.AccountId);

        // The same file a second time changes nothing, also when two people upload it at once.
        builder.HasIndex(file => new { file.SocietyId, file.Sha256 }).IsUnique();
    }
}

internal sealed class UnmatchedDepositConfiguration : IEntityTypeConfiguration<UnmatchedDeposit>
{
    public void Configure(EntityTypeBuilder<UnmatchedDeposit> builder)
    {
        builder.Property(deposit => deposit.Key).HasMaxLength(UnmatchedDeposit.KeyMaxLength);
        builder.Property(deposit => deposit.Payer).HasMaxLength(UnmatchedDeposit.PayerMaxLength);
        builder.Property(deposit => deposit.PayerCode).HasMaxLength(UnmatchedDeposit.PayerCodeMaxLength);
        builder.Property(deposit => deposit.Message).HasMaxLength(UnmatchedDeposit.MessageMaxLength);
        builder.Property(deposit => deposit.Origin).HasMaxLength(UnmatchedDeposit.OriginMaxLength);
        builder.Property(deposit => deposit.Account).HasMaxLength(UnmatchedDeposit.AccountMaxLength).HasDefaultValue("");
        builder.Ignore(deposit => deposit.State);
        builder.Ignore(deposit => deposit.HasArrived);
        builder.HasOne<DepositFile>().WithMany().HasForeignKey(deposit => deposit.FileId);
        builder.HasOne<UnmatchedDeposit>().WithMany().HasForeignKey(deposit => deposit.ParentId);
        builder.HasMany(deposit => deposit.Events).WithOne().HasForeignKey(item => item.DepositId);
        builder.Navigation(deposit => deposit.Events).UsePropertyAccessMode(PropertyAccessMode.Field);

        // The same money is taken in once, however many files report it.
        builder.HasIndex(deposit => new { deposit.SocietyId, deposit.Key }).IsUnique();
        builder.HasIndex(deposit => new { deposit.SocietyId, deposit.ReceivedOn }).HasFilter("\"ClosedUtc\" IS NULL").HasDatabaseName("IX_UnmatchedDeposits_Open");
        builder.HasIndex(deposit => new { deposit.SocietyId, deposit.ReceivedOn, deposit.Amount });
    }
}

internal sealed class DepositEventConfiguration : IEntityTypeConfiguration<DepositEvent>
{
    public void Configure(EntityTypeBuilder<DepositEvent> builder)
    {
        builder.Property(item => item.Detail).HasMaxLength(DepositEvent.DetailMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(item => item.AccountId);

        // Of two people who do something to a deposit at once, one wins here at the latest.
        builder.HasIndex(item => new { item.DepositId, item.Sequence }).IsUnique();

        // Refunds that wait to be finished are few among many events.
        builder.HasIndex(item => new { item.SocietyId, item.DepositId }).HasFilter("\"Kind\" = 'RefundRequested'").HasDatabaseName("IX_DepositEvents_Refunds");
    }
}

internal sealed class PayerAliasConfiguration : IEntityTypeConfiguration<PayerAlias>
{
    public void Configure(EntityTypeBuilder<PayerAlias> builder)
    {
        builder.Property(alias => alias.Payer).HasMaxLength(PayerAlias.PayerMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(alias => alias.MemberId);
        builder.HasOne<UnmatchedDeposit>().WithMany().HasForeignKey(alias => alias.DepositId);

        // A payer is learned once for a member.
        builder.HasIndex(alias => new { alias.SocietyId, alias.Payer, alias.MemberId }).IsUnique();
    }
}
