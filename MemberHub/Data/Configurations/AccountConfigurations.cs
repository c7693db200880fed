using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal static class TokenHash
{
    /// <summary>SHA-256 as hex digits.</summary>
    public const int Length = 64;
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(account => account.UserName).HasMaxLength(Account.LoginIdMaxLength);
        builder.Property(account => account.NormalizedUserName).HasMaxLength(Account.LoginIdMaxLength);
        builder.Property(account => account.Email).HasMaxLength(Account.EmailMaxLength);
        builder.Property(account => account.Language).HasMaxLength(Account.LanguageLength);
        builder.Property(account => account.NormalizedEmail).HasMaxLength(Account.EmailMaxLength);

        // An address leads to one account only: it is what a password is reset with.
        builder.HasIndex(account => account.NormalizedEmail).IsUnique().HasDatabaseName("EmailIndex");
    }
}

internal sealed class AccountMemberConfiguration : IEntityTypeConfiguration<AccountMember>
{
    public void Configure(EntityTypeBuilder<AccountMember> builder)
    {
        builder.HasOne<Account>().WithMany().HasForeignKey(link => link.AccountId);
        builder.HasOne<Member>().WithMany().HasForeignKey(link => link.MemberId);

        // A member signs in with one account, and an account is one member of a society.
        builder.HasIndex(link => link.MemberId).IsUnique();
        builder.HasIndex(link => new { link.AccountId, link.SocietyId }).IsUnique();
    }
}

internal sealed class StaffAssignmentConfiguration : IEntityTypeConfiguration<StaffAssignment>
{
    public void Configure(EntityTypeBuilder<StaffAssignment> builder)
    {
        builder.Property(staff => staff.Name).HasMaxLength(Member.NameMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(staff => staff.AccountId);
        builder.HasIndex(staff => new { staff.AccountId, staff.SocietyId }).IsUnique();
    }
}

internal sealed class StaffInvitationConfiguration : IEntityTypeConfiguration<StaffInvitation>
{
    public void Configure(EntityTypeBuilder<StaffInvitation> builder)
    {
        builder.Property(invitation => invitation.TokenHash).HasMaxLength(TokenHash.Length);
        builder.HasOne<Account>().WithMany().HasForeignKey(invitation => invitation.AccountId);
        builder.HasIndex(invitation => invitation.TokenHash).IsUnique();
    }
}

internal sealed class SecondFactorConfiguration : IEntityTypeConfiguration<SecondFactor>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.HasOne<Account>().WithMany().HasForeignKey(factor => factor.AccountId);
        builder.HasIndex(factor => factor.AccountId).IsUnique();
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCodeRow>
{
    public void Configure(EntityTypeBuilder<RecoveryCodeRow> builder)
    {
        builder.ToTable("RecoveryCodes");
        builder.Property(code => code.CodeHash).HasMaxLength(TokenHash.Length);
        builder.HasOne<Account>().WithMany().HasForeignKey(code => code.AccountId);
        builder.HasIndex(code => new { code.AccountId, code.CodeHash }).IsUnique();
    }
}

internal sealed class AccountSessionConfiguration : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> builder)
    {
        builder.Property(session => session.TokenHash).HasMaxLength(TokenHash.Length);
        builder.Property(session => session.UserAgent).HasMaxLength(AccountSession.UserAgentMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId);
        builder.HasIndex(session => session.TokenHash).IsUnique();
    }
}

internal sealed class PasswordResetConfiguration : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> builder)
    {
        builder.Property(reset => reset.TokenHash).HasMaxLength(TokenHash.Length);
        builder.HasOne<Account>().WithMany().HasForeignKey(reset => reset.AccountId);
        builder.HasIndex(reset => reset.TokenHash).IsUnique();
    }
}

internal sealed class FirstPasswordConfiguration : IEntityTypeConfiguration<FirstPassword>
{
    public void Configure(EntityTypeBuilder<FirstPassword> builder)
    {
        builder.ToTable("FirstPasswords");
        builder.Property(first => first.CodeHash).HasMaxLength(FirstPassword.HashLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(first => first.AccountId);
        builder.HasIndex(first => first.CodeHash).IsUnique();

        // One letter of an account is good at a time: the newest.
        builder.HasIndex(first => first.AccountId).IsUnique().HasFilter("\"EndedUtc\" IS NULL").HasDatabaseName("IX_FirstPasswords_OneGoodPerAccount");
    }
}

internal sealed class EmailChangeConfiguration : IEntityTypeConfiguration<EmailChange>
{
    public void Configure(EntityTypeBuilder<EmailChange> builder)
    {
        builder.Property(change => change.TokenHash).HasMaxLength(TokenHash.Length);
        builder.Property(change => change.CodeHash).HasMaxLength(LoginIdChange.CodeHashMaxLength);
        builder.Property(change => change.NewEmail).HasMaxLength(Account.EmailMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(change => change.AccountId);
        builder.HasIndex(change => change.TokenHash).IsUnique();
    }
}

internal sealed class SignInEventConfiguration : IEntityTypeConfiguration<SignInEvent>
{
    public void Configure(EntityTypeBuilder<SignInEvent> builder)
    {
        builder.Property(item => item.Outcome).HasMaxLength(SignInEvent.OutcomeMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(item => item.AccountId);
    }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) =>
        builder.Property(key => key.FriendlyName).HasMaxLength(100);
}

internal sealed class AccountClaimConfiguration : IEntityTypeConfiguration<IdentityUserClaim<long>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<long>> builder) => builder.ToTable("AccountClaims");
}

internal sealed class AccountLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<long>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<long>> builder) => builder.ToTable("AccountLogins");
}

internal sealed class AccountTokenConfiguration : IEntityTypeConfiguration<IdentityUserToken<long>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<long>> builder) => builder.ToTable("AccountTokens");
}

internal sealed class ResetWishConfiguration : IEntityTypeConfiguration<ResetWish>
{
    public void Configure(EntityTypeBuilder<ResetWish> builder) => builder.Property(wish => wish.Text).HasMaxLength(ResetWish.TextMaxLength);
}
