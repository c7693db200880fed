using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Papers;

/// <summary>Invoices of an invented society.</summary>
internal static class SampleInvoices
{
    public static readonly DateTime CreatedUtc = new(2026, 11, 22, 0, 30, 0, DateTimeKind.Utc);

    private static readonly Issuer Aoba = new()
    {
        Name = "一般社団法人 青葉臨床医学会",
        Representative = "理事長　藤沢 清志",
        PostalCode = "980-0011",
        Address = ["宮城県仙台市青葉区上杉", "9-82-5 杜のビル3階"],
        Phone = "022-0123-4567",
        Email = "jimu@aoba-med.example.jp",
        Seal = new Seal { Shape = SealShape.Square, Text = "青葉臨床医学会之印", Center = "理事長印" },
    };

    /// <summary>Three years of dues for a department.</summary>
    public static readonly InvoiceContent Usual = new()
    {
        Number = "I-2026-000482",
        NumberDigits = "000482",
        IssuedOn = new DateOnly(2026, 11, 22),
        DueOn = new DateOnly(2026, 12, 22),
        MemberNumber = "0012847",
        MemberName = "髙橋 真理子",
        Addressee = new Addressee("地方独立行政法人 みなと市病院機構", "みなと総合医療センター 臨床検査部", ""),
        Subject = "年会費（2024年度から2026年度まで）",
        Lines = Years(2024, 3),
        Issuer = Aoba,
        BankAccount = new BankAccount
        {
            Bank = "みどり杜銀行",
            Branch = "上杉支店",
            BranchCode = "081",
            Kind = "普通預金",
            Number = "0482913",
            Holder = "一般社団法人 青葉臨床医学会",
            HolderKana = "シャ）アオバリンショウイガッカイ",
        },
    };

    private static readonly string[] JointNames = ["髙橋 真理子", "佐藤 健", "渡邉 修", "クリストファー・ヴァンデンベルク＝長谷川 真理子", "伊藤 花子"];

    /// <summary>Sixty members of one hospital, some with two years.</summary>
    public static readonly InvoiceContent Joint = Usual with
    {
        MemberNumber = "",
        MemberName = "",
        Addressee = new Addressee("みなと総合医療センター", "総務課", ""),
        Subject = "年会費（2025年度から2026年度まで）",
        Lines = [Years(2025, 1)[0] with { Quantity = 20 }, Years(2026, 1)[0] with { Quantity = 60 }],
        Members =
        [
            .. Enumerable.Range(0, 60).Select(index => new InvoicedMember(
                $"{12_800 + index:D7}", JointNames[index % JointNames.Length],
                [.. (index % 3 == 0 ? (int[])[2025, 2026] : [2026]).Select(year => new InvoicedCharge($"{year}年度 年会費（正会員）", Years(2026, 1)[0].UnitPrice))])),
        ],
    };

    /// <summary>One line, a person alone, no seal.</summary>
    public static readonly InvoiceContent Short = Usual with
    {
        Addressee = new Addressee("", "", "髙橋 真理子"),
        Subject = "年会費（2026年度）",
        Lines = Years(2026, 1),
        Issuer = Aoba with { Name = "青葉医学会", Representative = "", Email = "" },
    };

    /// <summary>Every name and address as long as it may be, and money of nine digits.</summary>
    public static readonly InvoiceContent Long = Usual with
    {
        MemberName = "クリストファー・アレクサンダー・ヴァンデンベルク＝長谷川 真理子",
        Addressee = new Addressee(
            "独立行政法人地域医療機能推進機構 みなと市立総合周産期母子医療センター附属看護専門学校研究支援機構本部",
            "臨床検査医学講座ならびに遺伝子解析共同研究部門（寄附講座）医局秘書室 研究費執行担当",
            "プロジェクトマネージャー（特任准教授）クリストファー・アレクサンダー・ヴァンデンベルク＝長谷川"),
        Subject = "年会費（2024年度から2026年度まで）および2026年度臨時会費、第58回学術集会記念事業への賛助金",
        Lines =
        [
            .. Years(2024, 3, "年会費（機関会員・病床数500床以上の医療機関、機関誌の追加送付を含む）", 98_765_432),
            new InvoiceLine
            {
                Description = "第58回学術集会 Hands-on Seminar registration fee (early bird)",
                PeriodStart = new DateOnly(2026, 4, 1),
                PeriodEnd = new DateOnly(2027, 3, 31),
                Tax = TaxClass.Standard,
                Quantity = 12,
                UnitPrice = new Yen(11_000),
            },
        ],
        Issuer = Aoba with
        {
            Name = "公益社団法人 日本臨床検査自動化標準化推進学術連合会",
            Address = ["東京都千代田区神田駿河台一丁目8番地11", "国際医学会館メディカルプラザビルディング東棟21階2105号室"],
            Email = "membership-and-billing-office@rinsho-kensa-rengo.example.jp",
            RegistrationNumber = "T7000012050002",
            Seal = new Seal { Shape = SealShape.Square, Text = "日本臨床検査自動化学会之印" },
        },
    };

    /// <summary>Thirty lines.</summary>
    public static readonly InvoiceContent Thirty = Usual with { Subject = "年会費（1997年度から2026年度まで）", Lines = Years(1997, 30) };

    public static readonly InvoiceContent RoundSeal = Usual with
    {
        Issuer = Aoba with { Seal = new Seal { Shape = SealShape.Round, Text = "青葉臨床医学会", Center = "理事長印" } },
    };

    private static InvoiceLine[] Years(int first, int count, string what = "年会費（正会員）", long price = 12_000) =>
    [
        .. Enumerable.Range(first, count).Select(year => new InvoiceLine
        {
            Description = $"{year}年度 {what}",
            PeriodStart = new DateOnly(year, 1, 1),
            PeriodEnd = new DateOnly(year, 12, 31),
            UnitPrice = new Yen(price),
        }),
    ];
}
