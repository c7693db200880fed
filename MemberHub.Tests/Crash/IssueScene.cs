using System.Security.Cryptography;
using MemberHub.Platform.Security;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Crash;

/// <summary>A server at which members issue and cancel invoices all at once, until it is killed.</summary>
internal sealed class IssueScene : IAsyncDisposable
{
    private const int Payers = 6;
    private const int LongestWorkInMs = 700;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CrashDatabase database = new();
    private readonly List<Payer> payers = [];

    private IssueScene()
    {
    }

    /// <summary>How many different invoices the members were shown.</summary>
    public int Issued => payers.Sum(payer => payer.Issued.Count);

    /// <summary>How many invoices the members were told were cancelled.</summary>
    public int Cancelled => payers.Sum(payer => payer.Cancelled.Count);

    /// <summary>Answers that no member should have got.</summary>
    public IEnumerable<string> Complaints => payers.SelectMany(payer => payer.Complaints);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The small samples are imported, and members in arrears have signed in.</summary>
    public static async Task<IssueScene> PrepareAsync()
    {
        var scene = new IssueScene();
        await using var import = MemberHubProcess.Start(
            scene.database, unguarded: false, "import", "--roster", Samples.PathOf("roster_cp932.csv"), "--dues", Samples.PathOf("dues_cp932.csv"));
        Assert.True(await import.EndAsync() == 0, import.Notes);
        await scene.SignInAsync();
        return scene;
    }

    /// <summary>Lets the members work for a while and kills the server as soon as a write is open.</summary>
    public async Task<Kill> KillAsync(Random random, bool unguarded)
    {
        await using var server = MemberHubProcess.Start(database, unguarded);
        var address = await server.AddressAsync();
        var before = Turns();
        var work = Task.WhenAll(payers.Select(payer => Task.Run(() => payer.WorkAsync(address), Cancel)));
        await UntilAsync(() => Task.FromResult(Turns() > before || work.IsCompleted));
        await Task.Delay(random.Next(LongestWorkInMs), Cancel);
        await UntilAsync(async () => work.IsCompleted || await database.IsWriteOpenAsync());
        var writeWasOpen = await database.IsWriteOpenAsync();
        var happened = await server.KillAsync();
        await work;
        await database.WaitUntilAloneAsync();
        return new Kill(happened, writeWasOpen, LeftPages: false);
    }

    /// <summary>Starts the server once more: every member issues or cancels something, and each invoice told is downloaded and compared.</summary>
    public async Task<IReadOnlyList<string>> GoOnAsync()
    {
        await using var server = MemberHubProcess.Start(database, unguarded: false);
        var address = await server.AddressAsync();
        await Task.WhenAll(payers.Select(payer => payer.WorkAsync(address, wantedTurns: 2)));
        var hashes = (await ReadAsync(
            """SELECT d."Number", f."Sha256" FROM "IssuedDocuments" d JOIN "DocumentFiles" f ON f."DocumentId" = d."Id" ORDER BY f."Id" """)).ToLookup(row => row.First, row => row.Second);
        var faults = new List<string>();
        foreach (var payer in payers)
        {
            foreach (var number in payer.Issued)
            {
                var bytes = await payer.DownloadAsync(address, number);
                if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != hashes[number].LastOrDefault())
                {
                    faults.Add($"{number} is not what was kept");
                }
            }
        }

        return faults;
    }

    /// <summary>What is wrong in the database, by itself and measured against what the members were told.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var documents = (await ReadAsync(
            """SELECT "Number", CASE WHEN "VoidedUtc" IS NULL THEN '' ELSE 'void' END FROM "IssuedDocuments" """)).ToLookup(row => row.First, row => row.Second);
        await using var connection = await database.OpenAsync();
        return
        [
            .. await ConsistencyCheck.FaultsAsync(connection),
            .. payers.SelectMany(payer => payer.Issued).Where(number => !documents.Contains(number)).Select(number => $"{number} was told and is lost"),
            .. payers.SelectMany(payer => payer.Cancelled).Where(number => !documents[number].Contains("void")).Select(number => $"{number} was cancelled and counts"),
            .. payers.SelectMany(payer => payer.Issued).CountBy(number => number).Where(told => told.Value > 1).Select(told => $"{told.Key} was told to two members"),
        ];
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private int Turns() => payers.Sum(payer => payer.Turns);

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isTrue() && !patience.IsCancellationRequested)
        {
            await Task.Delay(1, Cancel);
        }
    }

    private async Task SignInAsync()
    {
        await using var connection = await database.OpenAsync();
        var accounts = await connection.ListAsync(
            $"""
            SELECT l."AccountId" FROM "AccountMembers" l JOIN "Members" m ON m."Id" = l."MemberId" JOIN "DuesCharges" c ON c."MemberId" = m."Id"
            WHERE m."WithdrawnOn" IS NULL AND c."FiscalYear" < 2026
              AND NOT EXISTS (SELECT 1 FROM "Allocations" a WHERE a."ChargeId" = c."Id") AND NOT EXISTS (SELECT 1 FROM "Waivers" w WHERE w."ChargeId" = c."Id")
            GROUP BY l."AccountId" ORDER BY l."AccountId" LIMIT {Payers}
            """,
            row => row.GetInt64(0));
        Assert.Equal(Payers, accounts.Count);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var account in accounts)
        {
            var token = SecretToken.Create();
            await connection.ExecuteAsync(
                """
                INSERT INTO "AccountSessions" ("AccountId", "TokenHash", "IsPersistent", "UserAgent", "CreatedUtc", "ExpiresUtc")
                VALUES (@account, @hash, @persistent, 'test', @now, @expires)
                """,
                ("@account", account), ("@hash", token.Hash), ("@persistent", true), ("@now", now), ("@expires", now.AddDays(1)));
            payers.Add(new Payer(token.Text));
        }
    }

    private async Task<IReadOnlyList<(string First, string Second)>> ReadAsync(string query)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ListAsync(query, row => (row.GetString(0), row.GetString(1)));
    }
}
