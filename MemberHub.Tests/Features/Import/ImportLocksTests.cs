using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Import;
using MemberHub.Features.Ledger;
using MemberHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Import;

/// <summary>An import meets others who write at the same moment.</summary>
[Asvs("2.3.4")]
public sealed class ImportLocksTests : IAsyncLifetime
{
    // By then an import that waits for nobody is done.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(2);

    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static RosterFile Roster => new RosterFile().Add().AddSecond();

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await new ImportRunner(app).RunAsync(Roster, new DuesFile().Add())).ExitCode);
        society = await app.SocietyAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Money_that_is_being_booked_is_not_booked_once_more()
    {
        await using var database = app.Databases.Open(society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(Cancel);
        var charge = await database.DuesCharges.SingleAsync(Cancel);
        await database.LockLedgerAsync(charge.MemberId, Cancel);
        var payment = new Payment(charge.MemberId, new Yen(5_000), new DateOnly(2026, 11, 20), PaymentMethod.BankTransfer, PaymentSource.Office);
        payment.Allocate(charge.Id, payment.Amount);
        database.Add(payment);
        await database.SaveChangesAsync(Cancel);

        var answer = await ImportMeanwhileAsync(new DuesFile().AddPaid(), () => transaction.CommitAsync(Cancel));

        Assert.Equal("入金額", Assert.Single(answer.Json.Conflicts).Column);
        Assert.Empty((await app.Services.GetRequiredService<VerifyLedger>().RunAsync(Cancel)).Where(result => !result.Holds).Select(result => result.Name));
        Assert.Equal(1, await database.Payments.CountAsync(Cancel));
    }

    [Fact]
    public async Task Somebody_who_is_being_merged_away_is_charged_nothing()
    {
        await using var database = app.Databases.Open(society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(Cancel);
        var members = await database.Members.OrderBy(member => member.Number).ToListAsync(Cancel);
        await database.LockLedgersAsync([.. members.Select(member => member.Id)], Cancel);
        members[1].MergeInto(members[0].Id, app.Clock.Today());
        await database.SaveChangesAsync(Cancel);

        var answer = await ImportMeanwhileAsync(new DuesFile().Add().Add(member: "0000102", year: "2026"), () => transaction.CommitAsync(Cancel));

        Assert.Equal(2, answer.ExitCode);
        Assert.False(await database.DuesCharges.AnyAsync(charge => charge.MemberId == members[1].Id, Cancel));
    }

    [Fact]
    public async Task Files_are_read_before_anybody_has_to_wait_for_it()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "For SQLite only.");
        await using var other = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "memberhub.db")};Pooling=False");
        await other.OpenAsync(Cancel);
        await using var held = other.BeginTransaction(deferred: false);

        var answer = await new ImportRunner(app).RunAsync("会員番号,\"氏名\r\n"u8.ToArray(), "会員番号\r\n"u8.ToArray()).WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        Assert.Equal(1, answer.ExitCode);
    }

    private async Task<ImportAnswer> ImportMeanwhileAsync(DuesFile dues, Func<Task> finish)
    {
        var import = Task.Run(() => new ImportRunner(app).RunAsync(Roster, dues), Cancel);
        await Task.WhenAny(import, Task.Delay(Enough, Cancel));
        await finish();
        return await import;
    }
}
