using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Papers;

/// <summary>Payment slips of the same invented society as the invoices.</summary>
internal static class SampleSlips
{
    public static readonly DateTime CreatedUtc = SampleInvoices.CreatedUtc;

    public static readonly SlipIssuer Issuer = new(
        new PostalAccount { Number = "00190-0-123456", Holder = "一般社団法人 青葉臨床医学会" }, new SlipPrinting(), SampleInvoices.Usual.Issuer);

    /// <summary>Three years for a member at a hospital.</summary>
    public static readonly SlipContent Usual = new()
    {
        Number = "S-2026-000317",
        MemberNumber = "0012847",
        To = new MailingAddress("105-0022", "東京都港区海岸9-81-2", "みなと総合医療センター", "臨床検査部", "髙橋　真理子"),
        Phone = "090-0123-4567",
        Lines = [Year(2024), Year(2025), Year(2026)],
    };

    /// <summary>Every field as long as it may be.</summary>
    public static readonly SlipContent Long = Usual with
    {
        To = new MailingAddress(
            "105-0022",
            "北海道虻田郡真狩村字見晴台一丁目二百三十四番地五号 みはらし台ハイツ弐番館 第三棟 千二百三号室",
            "国立研究開発法人 北日本高度専門医療研究機構 附属虻田総合医療センター",
            "臨床検査・輸血・病理診断部門 微生物検査室 遺伝子解析グループ",
            "アレクサンドラ・マクシミリアーノヴナ・フォン・ヴィトゲンシュタイン"),
        Lines = [Year(2018), Year(2020), Year(2021), Year(2022), Year(2023), new SlipLine(new FiscalYear(2024), DuesItem.EntranceFee, new Yen(1_000)), new SlipLine(new FiscalYear(2025), DuesItem.TemporaryDues, new Yen(12_000_000))],
    };

    public static SlipLine Year(int year, long amount = 12_000) => new(new FiscalYear(year), DuesItem.AnnualDues, new Yen(amount));
}
