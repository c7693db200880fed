using System.Diagnostics;
using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Jobs;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Slips;
using MemberHub.Papers;
using MemberHub.Platform.Pdf;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Bench;

/// <summary>20,000 members with a printed payment slip each, and an issued invoice of one page each. The first 5,000 stand apart: an earlier day, a pile of their own.</summary>
internal sealed class ArchiveRows(BenchDatabase bench)
{
    public const int Count = 20_000, Part = 5_000;

    public static readonly DateOnly PartDay = new(2026, 11, 20), Day = new(2026, 11, 22);

    private const int Chunk = 1_000;

    // The signs of common names: every slip has others, so that the font is embedded with many.
    private const string Surnames = "佐藤鈴木高橋田中伊藤渡邉山本中村小林加藤吉田山田佐々木山口松本井上木村斎藤清水林阿部池田橋本石川前田藤田岡田後藤長谷川村上近藤石井遠藤坂本青木藤井西村福田太田三浦岡本松田中島原田小川竹内中野和田金子石田上田森田";
    private const string GivenNames = "真理子健一美咲大輔由紀隆翔太陽菜結衣蓮悠斗葵颯凛楓直樹恵美誠拓也智子浩二裕香純平奈緒優希孝之千尋亮介沙織洋平彩花慎吾綾乃達郎桃香";

    private static readonly DateTime CreatedUtc = new(2026, 11, 22, 0, 30, 0, DateTimeKind.Utc);

    private readonly List<(long Member, long Order)> orders = [];

    public Actor Secretary { get; private set; } = null!;

    /// <summary>Of all slips.</summary>
    public long Pile { get; private set; }

    /// <summary>Of the first 5,000.</summary>
    public long PartPile { get; private set; }

    public async Task AddSlipsAsync()
    {
        await using (var database = bench.Open())
        {
            var account = new Account { UserName = "jimu", NormalizedUserName = "JIMU", SecurityStamp = "jimu" };
            var piles = new[] { NewPile(), NewPile() };
            database.Add(account);
            database.AddRange(piles);
            var settings = bench.Society.Settings with { PostalAccount = new PostalAccount { Number = "00190-0-123456", Holder = "一般社団法人 青葉臨床医学会" } };
            await database.SaveChangesAsync();
            await database.Societies.Where(society => society.Id == bench.Society.Id).ExecuteUpdateAsync(set => set.SetProperty(society => society.Settings, settings));
            Secretary = new Actor(account.Id, bench.Society.Id, null, [StaffRole.Secretary]) { ProvedUtc = TimeProvider.System.GetUtcNow().UtcDateTime };
            (Pile, PartPile) = (piles[0].Id, piles[1].Id);
            await BenchRoster.AddAsync(bench, await database.MemberCategories.OrderBy(item => item.Id).Select(item => item.Id).FirstAsync(), Count);
        }

        for (var first = 0; first < Count; first += Chunk)
        {
            await AddOrdersAsync(first);
        }

        await using var finished = bench.Open();
        foreach (var (pile, count) in new[] { (Pile, Count), (PartPile, Part) })
        {
            var parameters = ReadableJson.Write(new SlipPile(Secretary.AccountId, [.. orders.Take(count).Select(order => order.Order)]));
            await finished.JobRuns.Where(run => run.Id == pile)
                .ExecuteUpdateAsync(set => set.SetProperty(run => run.Parameters, parameters).SetProperty(run => run.FinishedUtc, CreatedUtc));
        }

        await AnalyzeAsync(finished);
    }

    /// <summary>Prints and stores an invoice for each order, on all cores; answers how many a second.</summary>
    public async Task<double> AddInvoicesAsync(JapaneseFonts fonts)
    {
        var paper = new InvoicePaper(fonts);
        paper.Render(PdfFigures.Invoice(0), CreatedUtc);
        var watch = Stopwatch.StartNew();
        foreach (var numbers in Enumerable.Range(0, Count).Chunk(Chunk))
        {
            await using var database = bench.Open();
            database.AddRange(numbers.AsParallel().AsOrdered().Select(number => NewInvoice(number, paper)).ToList());
            await database.SaveChangesAsync();
        }

        var rate = Count / watch.Elapsed.TotalSeconds;
        await using var filled = bench.Open();
        await AnalyzeAsync(filled);
        return rate;
    }

    // As PostgreSQL does by itself soon after so many rows.
    private static async Task AnalyzeAsync(MemberHubDbContext database)
    {
        if (database.Database.IsNpgsql())
        {
            await database.Database.ExecuteSqlRawAsync("ANALYZE");
        }
    }

    private static JobRun NewPile() => new() { Kind = SlipPile.JobKind, StartedUtc = CreatedUtc, Total = Count };

    private async Task AddOrdersAsync(int first)
    {
        await using var database = bench.Open();
        var members = await database.Members.OrderBy(member => member.Id).Skip(first).Take(Chunk).Select(member => member.Id).ToListAsync();
        List<DuesCharge> charges = [.. members.Select(member => new DuesCharge(
            member, new FiscalYear(2026), DuesItem.AnnualDues, new Yen(12_000), "正会員", bench.Society.Settings.Calendar))];
        database.AddRange(charges);
        await database.SaveChangesAsync();
        List<PaymentOrder> added = [.. charges.Select((charge, index) => NewOrder(charge, first + index))];
        database.AddRange(added);
        await database.SaveChangesAsync();
        orders.AddRange(added.Select(order => (order.MemberId, order.Id)));
    }

    private PaymentOrder NewOrder(DuesCharge charge, int index)
    {
        var to = new MailingAddress("980-0011", $"宮城県仙台市青葉区上杉 {(index % 98) + 1}-82-5", "みなと総合医療センター", "臨床検査部", NameOf(index));
        var order = new PaymentOrder(charge.MemberId, PaymentMethod.PaymentSlip, Guid.NewGuid().ToString("N"), CreatedUtc, [(charge.Id, charge.Amount)])
            .With(new PaymentDetails { SlipTo = to }, null);
        order.Record(PaymentEventKind.SlipRequested, CreatedUtc);
        order.Record(PaymentEventKind.SlipApproved, CreatedUtc);
        foreach (var pile in index < Part ? new[] { Pile, PartPile } : [Pile])
        {
            order.Record(PaymentEventKind.SlipPrinted, CreatedUtc, Secretary.AccountId, pile.ToString(CultureInfo.InvariantCulture));
        }

        return order;
    }

    private static string NameOf(int index) =>
        $"{Surnames[index % Surnames.Length]}{Surnames[index / 7 % Surnames.Length]}　{GivenNames[index % GivenNames.Length]}{GivenNames[index / 11 % GivenNames.Length]}";

    private IssuedDocument NewInvoice(int index, InvoicePaper paper)
    {
        var content = PdfFigures.Invoice(index + 1);
        var (member, order) = orders[index];
        var day = index < Part ? PartDay : Day;
        var document = new IssuedDocument(
            DocumentNumber.Parse(content.Number), member, order, day, day.AddDays(30), content.Addressee.OneLine, content.Total, ReadableJson.Write(content));
        document.Issue(paper.Render(content, CreatedUtc).Bytes, CreatedUtc);
        return document;
    }
}
