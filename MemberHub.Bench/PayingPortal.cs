using System.Globalization;
using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MemberHub.Bench;

/// <summary>The whole portal on a database of its own with members who owe one year, SB Payment Service set up, reached over HTTP.</summary>
internal sealed class PayingPortal : WebApplicationFactory<App>
{
    public const string HashKey = "5f1c02b7a4d94be8a0c36f3e18d27c95ab60e741";
    public const long Dues = 12_000;

    private readonly string name = $"memberhub_bench_{Guid.NewGuid():N}";
    private readonly string? postgres;
    private readonly (string Key, string Value)[] more;
    private int lastMember = 100_000;

    private PayingPortal(string? postgres, (string Key, string Value)[] more)
    {
        this.postgres = postgres;
        this.more = more;
        Directory.CreateDirectory(Folder);
        UseKestrel(0);
    }

    public string Database => postgres is null ? "SQLite" : "PostgreSQL";

    public MemberHubDatabases Databases => Services.GetRequiredService<MemberHubDatabases>();

    public Society Society { get; private set; } = null!;

    private string Folder => Path.Combine(Path.GetTempPath(), name);

    /// <summary>On SQLite, and on PostgreSQL where MEMBERHUB_TEST_POSTGRES names a server.</summary>
    /// <param name="more">Settings beside those of payments.</param>
    public static async Task ForEachAsync(Func<PayingPortal, Task> measure, params (string Key, string Value)[] more)
    {
        foreach (var postgres in new[] { null, Environment.GetEnvironmentVariable("MEMBERHUB_TEST_POSTGRES") }.Distinct())
        {
            await RunAsync(postgres, measure, more);
        }
    }

    public static Task OnSqliteAsync(Func<PayingPortal, Task> measure) => RunAsync(null, measure, []);

    public HttpClient Connect(string? session = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = ClientOptions.BaseAddress };
        if (session is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", $"memberhub={session}");
        }

        return client;
    }

    /// <summary>Members with an account and one open charge each: account, member and charge numbers.</summary>
    public async Task<IReadOnlyList<(long Account, long Member, long Charge)>> AddMembersAsync(int count)
    {
        await using var database = Databases.Open(Society.Id);
        var category = await database.MemberCategories.SingleAsync(item => item.NameJa == "正会員");
        List<(Member Member, Account Account)> people = [.. Enumerable.Range(0, count).Select(_ => NewPerson(category.Id))];
        database.AddRange(people.Select(person => person.Member));
        database.AddRange(people.Select(person => person.Account));
        await database.SaveChangesAsync();
        List<DuesCharge> charges = [.. people.Select(person => new DuesCharge(
            person.Member.Id, new FiscalYear(2026), DuesItem.AnnualDues, new Yen(Dues), category.NameJa, Society.Settings.Calendar))];
        database.AddRange(charges);
        database.AddRange(people.Select(person => new AccountMember { AccountId = person.Account.Id, MemberId = person.Member.Id }));
        await database.SaveChangesAsync();
        return [.. people.Zip(charges, (person, charge) => (person.Account.Id, person.Member.Id, charge.Id))];
    }

    /// <summary>The references of card orders whose payers were sent to the gateway.</summary>
    public async Task<IReadOnlyList<string>> OrderAsync(int count)
    {
        var members = await AddMembersAsync(count);
        await using var database = Databases.Open(Society.Id);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        List<PaymentOrder> orders = [.. members.Select(member => new PaymentOrder(
            member.Member, PaymentMethod.Card, Guid.NewGuid().ToString("N"), now, [(member.Charge, new Yen(Dues))]) { Gateway = "SbPayment" })];
        orders.ForEach(order => order.HandOver(now, "", canInquire: false));
        database.AddRange(orders);
        await database.SaveChangesAsync();
        return [.. orders.Select(order => order.Reference)];
    }

    public async Task<string> SignInAsync(long account)
    {
        await using var database = Databases.OpenAcrossSocieties();
        var session = Services.GetRequiredService<Sessions>().Start(database, account, isPersistent: false, "bench");
        await database.SaveChangesAsync();
        return session.Token.Text;
    }

    public override async ValueTask DisposeAsync()
    {
        await using (var database = Databases.OpenAcrossSocieties())
        {
            await database.Database.EnsureDeletedAsync();
        }

        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Database:Provider"] = postgres is null ? "Sqlite" : "Postgres",
            ["ConnectionStrings:MemberHub"] = postgres is null ? $"Data Source={Path.Combine(Folder, "memberhub.db")}" : $"{postgres};Database={name}",
            ["Mail:Folder"] = Path.Combine(Folder, "mail"),
            ["Payments:Methods:Card"] = "SbPayment",
            ["Payments:Methods:ConvenienceStore"] = "SbPayment",
            ["Gateways:SbPayment:MerchantId"] = "19788",
            ["Gateways:SbPayment:ServiceId"] = "001",
            ["Gateways:SbPayment:HashKey"] = HashKey,
            ["Gateways:SbPayment:RequestUrl"] = "https://sbpayment.example.jp/buy",
        })
        {
            builder.UseSetting(key, value);
        }

        foreach (var (key, value) in more)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    private static async Task RunAsync(string? postgres, Func<PayingPortal, Task> measure, (string Key, string Value)[] more)
    {
        await using var portal = new PayingPortal(postgres, more);
        portal.StartServer();
        portal.Society = await portal.Services.GetRequiredService<SocietySeed>().EnsureAsync(CancellationToken.None);
        await measure(portal);
    }

    private (Member Member, Account Account) NewPerson(long categoryId)
    {
        var number = (++lastMember).ToString("D7", CultureInfo.InvariantCulture);
        var member = new Member(MemberNumber.Parse(number), "青葉　太郎", "あおば　たろう", categoryId, null);
        member.Classify(categoryId, null, new DateOnly(2010, 4, 1), null);
        var login = $"member{number}";
        return (member, new Account
        {
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            Email = $"{login}@example.jp",
            NormalizedEmail = $"{login}@example.jp".ToUpperInvariant(),
            SecurityStamp = login,
        });
    }
}
