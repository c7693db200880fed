using MemberHub.Data.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class LoginIdChangeConfiguration : IEntityTypeConfiguration<LoginIdChange>
{
    public void Configure(EntityTypeBuilder<LoginIdChange> builder)
    {
        builder.Property(change => change.NewLoginId).HasMaxLength(Account.LoginIdMaxLength);
        builder.Property(change => change.CodeHash).HasMaxLength(LoginIdChange.CodeHashMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(change => change.AccountId);

        // Of two requests at once only one may leave a code behind.
        builder.HasIndex(change => change.AccountId).IsUnique().HasFilter("\"EndedUtc\" IS NULL");
    }
}

internal sealed class AccountPasskeyConfiguration : IEntityTypeConfiguration<AccountPasskey>
{
    public void Configure(EntityTypeBuilder<AccountPasskey> builder)
    {
        builder.ToTable("AccountPasskeys");
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(AccountPasskey.CredentialIdMaxLength);
        builder.Property(passkey => passkey.Name).HasMaxLength(AccountPasskey.NameMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.AccountId);

        // A key signs one account in.
        builder.HasIndex(passkey => passkey.CredentialId).IsUnique();
    }
}
