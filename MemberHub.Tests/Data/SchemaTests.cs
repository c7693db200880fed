using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Gateways;
using MemberHub.Data.Limits;
using MemberHub.Data.Sandbox;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Data;

public sealed class SchemaTests : IAsyncLifetime
{
    private static readonly Type[] OfNoSociety =
    [
        typeof(Account), typeof(AccountSession), typeof(AccountPasskey), typeof(LoginIdChange), typeof(PasswordReset), typeof(ResetWish), typeof(AttemptCount), typeof(SpentProof), typeof(EmailChange), typeof(GatewayMessage), typeof(RefusedNotifications), typeof(AuditSeal), typeof(RecoveryCodeRow), typeof(SecondFactor), typeof(StaffInvitation), typeof(SignInEvent), typeof(DataProtectionKey),
        typeof(IdentityUserClaim<long>), typeof(IdentityUserLogin<long>), typeof(IdentityUserToken<long>), typeof(Society),
        typeof(SandboxPayment), typeof(SandboxNotification), typeof(SandboxSwitches),
    ];

    private readonly TestApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_migrations_cover_the_model()
    {
        await using var database = app.Databases.OpenAcrossSocieties();

        Assert.False(database.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Every_table_but_accounts_belongs_to_a_society()
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var types = database.Model.GetEntityTypes().Select(type => type.ClrType).ToList();

        Assert.True(types.Count > 25);
        Assert.Equal(OfNoSociety.OrderBy(type => type.Name), types.Where(type => !typeof(IOfSociety).IsAssignableFrom(type)).OrderBy(type => type.Name));
    }

    [Fact]
    [Asvs("8.4.1")]
    public async Task A_society_sees_its_own_rows_only()
    {
        var cancel = TestContext.Current.CancellationToken;
        var first = await app.SocietyAsync();
        await using (var all = app.Databases.OpenAcrossSocieties())
        {
            all.Add(new Society("midori", "みどり学会", "Midori Society", new SocietySettings()));
            await all.SaveChangesAsync(cancel);
        }

        await using var database = app.Databases.Open(first.Id + 1);
        database.Add(new MemberCategory("Regular", "正会員", "Regular"));
        await database.SaveChangesAsync(cancel);

        Assert.Single(await database.MemberCategories.ToListAsync(cancel));
        Assert.Equal(7, await database.MemberCategories.AcrossSocieties().CountAsync(cancel));
    }

    [Fact]
    public async Task A_context_that_is_lent_again_shows_no_society()
    {
        var cancel = TestContext.Current.CancellationToken;
        var society = await app.SocietyAsync();
        for (var i = 0; i < 3; i++)
        {
            await using (var shown = app.Databases.Open(society.Id))
            {
                Assert.NotEmpty(await shown.MemberCategories.ToListAsync(cancel));
                shown.Add(new MemberCategory("Left", "残された区分", "Left behind"));
            }

            await using var database = app.Databases.OpenAcrossSocieties();
            Assert.Equal(0, database.ShownSociety);
            Assert.Empty(database.ChangeTracker.Entries());
            Assert.Empty(await database.MemberCategories.ToListAsync(cancel));
        }
    }

    // Every query names the society; SQLite would read by such an index where one by the order or the member finds the few rows that are wanted.
    [Fact]
    public async Task Nothing_is_indexed_by_its_society_alone()
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var indexes = database.Model.GetEntityTypes().SelectMany(type => type.GetIndexes()).ToList();

        Assert.True(indexes.Count > 50);
        Assert.DoesNotContain(indexes, index => index.Properties is [{ Name: nameof(IOfSociety.SocietyId) }]);
    }

    [Fact]
    public async Task Sqlite_writes_ahead_and_fully_synchronised()
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.SkipUnless(database.Database.IsSqlite(), "For SQLite only.");

        Assert.Equal("wal", (await database.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync(TestContext.Current.CancellationToken)).Single());
        Assert.Equal(2, (await database.Database.SqlQueryRaw<int>("PRAGMA synchronous").ToListAsync(TestContext.Current.CancellationToken)).Single());
    }

    [Fact]
    public async Task A_start_that_was_killed_while_migrating_does_not_hold_up_the_next()
    {
        Assert.SkipUnless(TestApp.PostgresServer is null, "For SQLite only.");
        Directory.CreateDirectory(app.Folder);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "memberhub.db")}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-20 03:00:00.000+00:00');
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("aoba", (await app.SocietyAsync().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).Code);
    }
}
