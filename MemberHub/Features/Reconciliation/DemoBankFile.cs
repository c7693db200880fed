using System.Globalization;
using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;

namespace MemberHub.Features.Reconciliation;

/// <summary>A transfer in the demo society's bank file. The payer's kana are written as the bank does.</summary>
internal sealed record DemoTransfer(string Payer, Yen Amount);

/// <summary>Writes a 振込入金通知 of 200-byte records in CP932, as the demo society's bank would.</summary>
internal static class DemoBankFile
{
    private const int RecordLength = 200;
    private const int PayerLength = 48;

    // Reiwa 1 is 2019.
    private const int BeforeReiwa = 2018;

    public static byte[] Of(DateOnly day, IReadOnlyList<DemoTransfer> transfers)
    {
        var date = string.Create(CultureInfo.InvariantCulture, $"{day.Year - BeforeReiwa:00}{day:MMdd}");
        List<string> records =
        [
            $"1010{date}{date}{date}0990{PayerName.AsBanksWrite("ミドリモリギンコウ").PadRight(15)}081{PayerName.AsBanksWrite("ウエスギ").PadRight(15)}10482913{PayerName.AsBanksWrite("アオバリンショウイガッカイ").PadRight(40)}",
            .. transfers.Select((transfer, i) => string.Create(
                CultureInfo.InvariantCulture,
                $"2{i + 1:000000}{date}{date}{transfer.Amount.Value:0000000000}{0:0000000000}{0:0000000000}{Cut(PayerName.AsBanksWrite(transfer.Payer)).PadRight(PayerLength)}{PayerName.AsBanksWrite("ミドリモリ").PadRight(15)}{PayerName.AsBanksWrite("ホンテン").PadRight(15)}")),
            string.Create(CultureInfo.InvariantCulture, $"8{transfers.Count:000000}{transfers.Total(transfer => transfer.Amount).Value:000000000000}{0:000000}{0:000000000000}"),
            "9",
        ];
        return CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(string.Join("\r\n", records.Select(record => record.PadRight(RecordLength))) + "\r\n");
    }

    private static string Cut(string payer) => payer.Length > PayerLength ? payer[..PayerLength] : payer;
}
