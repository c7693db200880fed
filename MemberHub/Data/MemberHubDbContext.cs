using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Configurations;
using MemberHub.Data.Conversions;
using MemberHub.Data.Drafts;
using MemberHub.Data.Filters;
using MemberHub.Data.Gateways;
using MemberHub.Data.Imports;
using MemberHub.Data.Jobs;
using MemberHub.Data.Limits;
using MemberHub.Data.Outbox;
using MemberHub.Data.Reviews;
using MemberHub.Data.Sandbox;
using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace MemberHub.Data;

/// <summary>The whole model. Code depends on this type; only the registration knows which database is behind it.</summary>
public abstract class MemberHubDbContext(DbContextOptions options) : IdentityUserContext<Account, long>(options)
{
    /// <summary>The society whose rows this context shows and adds to; 0 shows none.</summary>
    public long ShownSociety { get; internal set; }

    public DbSet<AccountMember> AccountMembers => Set<AccountMember>();

    public DbSet<StaffAssignment> StaffAssignments => Set<StaffAssignment>();

    public DbSet<AccountSession> AccountSessions => Set<AccountSession>();

    public DbSet<StaffInvitation> StaffInvitations => Set<StaffInvitation>();

    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();

    public DbSet<RecoveryCodeRow> RecoveryCodes => Set<RecoveryCodeRow>();

    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    public DbSet<ResetWish> ResetWishes => Set<ResetWish>();

    public DbSet<EmailChange> EmailChanges => Set<EmailChange>();

    public DbSet<LoginIdChange> LoginIdChanges => Set<LoginIdChange>();

    public DbSet<AccountPasskey> AccountPasskeys => Set<AccountPasskey>();

    public DbSet<SignInEvent> SignInEvents => Set<SignInEvent>();

    public DbSet<AttemptCount> AttemptCounts => Set<AttemptCount>();

    public DbSet<SpentProof> SpentProofs => Set<SpentProof>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Society> Societies => Set<Society>();

    public DbSet<MemberCategory> MemberCategories => Set<MemberCategory>();

    public DbSet<Rank> Ranks => Set<Rank>();

    public DbSet<DuesRule> DuesRules => Set<DuesRule>();

    public DbSet<Benefit> Benefits => Set<Benefit>();

    public DbSet<BenefitView> BenefitViews => Set<BenefitView>();

    public DbSet<MembershipCertificate> MembershipCertificates => Set<MembershipCertificate>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NoticeRead> NoticesRead => Set<NoticeRead>();

    public DbSet<Broadcast> Broadcasts => Set<Broadcast>();

    public DbSet<SupportTicket> SupportTickets => Set<SupportTicket>();

    public DbSet<TicketEvent> TicketEvents => Set<TicketEvent>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Affiliation> Affiliations => Set<Affiliation>();

    public DbSet<MemberChange> MemberChanges => Set<MemberChange>();

    public DbSet<LeaveOfAbsence> LeavesOfAbsence => Set<LeaveOfAbsence>();

    public DbSet<WithdrawalNotice> WithdrawalNotices => Set<WithdrawalNotice>();

    public DbSet<BillingRun> BillingRuns => Set<BillingRun>();

    public DbSet<BillingRunList> BillingRunLists => Set<BillingRunList>();

    public DbSet<PaymentMonth> PaymentMonths => Set<PaymentMonth>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<DuesCharge> DuesCharges => Set<DuesCharge>();

    public DbSet<Waiver> Waivers => Set<Waiver>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Allocation> Allocations => Set<Allocation>();

    public DbSet<Credit> Credits => Set<Credit>();

    public DbSet<PaymentOrder> PaymentOrders => Set<PaymentOrder>();

    public DbSet<PaymentOrderLine> PaymentOrderLines => Set<PaymentOrderLine>();

    public DbSet<PaymentEvent> PaymentEvents => Set<PaymentEvent>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<PaymentTask> PaymentTasks => Set<PaymentTask>();

    public DbSet<DepositFile> DepositFiles => Set<DepositFile>();

    public DbSet<UnmatchedDeposit> UnmatchedDeposits => Set<UnmatchedDeposit>();

    public DbSet<DepositEvent> DepositEvents => Set<DepositEvent>();

    public DbSet<PayerAlias> PayerAliases => Set<PayerAlias>();

    public DbSet<GatewayMessage> GatewayMessages => Set<GatewayMessage>();

    public DbSet<RefusedNotifications> RefusedNotifications => Set<RefusedNotifications>();

    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();

    public DbSet<IssuedDocument> IssuedDocuments => Set<IssuedDocument>();

    public DbSet<DocumentFile> DocumentFiles => Set<DocumentFile>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    public DbSet<MailBounce> MailBounces => Set<MailBounce>();

    public DbSet<UndeliverableAddress> UndeliverableAddresses => Set<UndeliverableAddress>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<ProfileReview> ProfileReviews => Set<ProfileReview>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<ImportedRow> ImportedRows => Set<ImportedRow>();

    public DbSet<DistinctMembers> DistinctMembers => Set<DistinctMembers>();

    public DbSet<RosterImport> RosterImports => Set<RosterImport>();

    public DbSet<FirstPassword> FirstPasswords => Set<FirstPassword>();

    public DbSet<MemberTouch> MemberTouches => Set<MemberTouch>();

    public DbSet<DirectorySearches> DirectorySearches => Set<DirectorySearches>();

    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    public DbSet<SandboxPayment> SandboxPayments => Set<SandboxPayment>();

    public DbSet<SandboxNotification> SandboxNotifications => Set<SandboxNotification>();

    public DbSet<SandboxSwitches> SandboxSwitches => Set<SandboxSwitches>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Stamp();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Stamp();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Conventions.Replace<ForeignKeyIndexConvention>(
            services => new NoIndexForTheSocietyAlone(services.GetRequiredService<ProviderConventionSetBuilderDependencies>()));
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Yen>().HaveConversion<YenConverter>();
        configurationBuilder.Properties<FiscalYear>().HaveConversion<FiscalYearConverter>();
        configurationBuilder.Properties<MemberNumber>().HaveConversion<MemberNumberConverter>().HaveMaxLength(MemberNumber.MaxLength);
        configurationBuilder.Properties<IReadOnlyList<string>>().HaveConversion<WordListConverter, WordListComparer>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(MemberHubDbContext).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().ToList())
        {
            if (typeof(IOfSociety).IsAssignableFrom(type.ClrType))
            {
                FilterMethod.MakeGenericMethod(type.ClrType).Invoke(this, [builder]);
            }

            if (typeof(IVersioned).IsAssignableFrom(type.ClrType))
            {
                builder.Entity(type.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
            }

            // Nothing of a society is ever deleted because something else is.
            foreach (var key in type.GetForeignKeys())
            {
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }
        }
    }

    private static readonly System.Reflection.MethodInfo FilterMethod =
        typeof(MemberHubDbContext).GetMethod(nameof(ShowOneSociety), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

    private void ShowOneSociety<T>(ModelBuilder builder)
        where T : class, IOfSociety
    {
        var entity = builder.Entity<T>();
        entity.HasQueryFilter(SocietyFilter.Name, row => row.SocietyId == ShownSociety);
        entity.HasOne<Society>().WithMany().HasForeignKey(row => row.SocietyId).IsRequired();
    }

    private void Stamp()
    {
        // Each look at the entries compares them all with what was read.
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry is { State: EntityState.Added, Entity: IOfSociety { SocietyId: 0 } })
            {
                entry.Property(nameof(IOfSociety.SocietyId)).CurrentValue = ShownSociety > 0
                    ? ShownSociety
                    : throw new InvalidOperationException($"A {entry.Entity.GetType().Name} needs a society; open the context for one.");
            }

            if (entry is { State: EntityState.Modified, Entity: IVersioned })
            {
                var version = entry.Property(nameof(IVersioned.Version));
                version.CurrentValue = (int)version.CurrentValue! + 1;
            }
        }
    }
}

// One context type per provider, so that both sets of migrations can live in this project.
public sealed class SqliteMemberHubDbContext : MemberHubDbContext
{
    // A single statement without a transaction would stand in no queue, see SqliteTurns.
    public SqliteMemberHubDbContext(DbContextOptions<SqliteMemberHubDbContext> options)
        : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
}

public sealed class PostgresMemberHubDbContext(DbContextOptions<PostgresMemberHubDbContext> options) : MemberHubDbContext(options);
