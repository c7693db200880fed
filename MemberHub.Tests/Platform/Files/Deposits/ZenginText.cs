using System.Globalization;
using System.Text;

namespace MemberHub.Tests.Platform.Files.Deposits;

/// <summary>Writes 全銀 files as a bank does; sets only what matters.</summary>
internal sealed class ZenginText(string type = "03", long before = 1_000_000, long account = 123456)
{
    /// <summary>An inquiry number that the bank left empty.</summary>
    public const string Unnumbered = "0";

    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private readonly List<byte[]> data = [];
    private long incoming;
    private long outgoing;
    private int incomingCount;
    private int outgoingCount;

    public ZenginText In(long amount, string payer, string day = "081120", string message = "", string inquiry = "") => Add(amount, payer, day, message, inquiry, isIn: true);

    public ZenginText Out(long amount, string payer, string day = "081120") => Add(amount, payer, day, "", "", isIn: false);

    /// <summary>訂正: what was booked as incoming leaves again; 種別 03 only.</summary>
    public ZenginText Corrected(long amount, string payer, string day = "081120") => Add(amount, payer, day, "", "", isIn: false, transaction: "19");

    public byte[] ToBytes(string newLine = "")
    {
        var header = type == "03"
            ? "1030081121081101081120" + "0990" + Pad("ﾐﾄﾞﾘｷﾞﾝｺｳ", 15) + "101" + Pad("ｾﾝﾀﾞｲ", 15) + "0001" + Number(account, 10) + Pad("ｱｵﾊﾞﾘﾝｼﾖｳｲｶﾞﾂｶｲ", 40) + "11" + Number(before, 14)
            : "1010081121081101081120" + "0990" + Pad("ﾐﾄﾞﾘｷﾞﾝｺｳ", 15) + "101" + Pad("ｾﾝﾀﾞｲ", 15) + "1" + Number(account, 7) + Pad("ｱｵﾊﾞﾘﾝｼﾖｳｲｶﾞﾂｶｲ", 40);
        var trailer = type == "03"
            ? "8" + Number(incomingCount, 6) + Number(incoming, 13) + Number(outgoingCount, 6) + Number(outgoing, 13) + "1" + Number(before + incoming - outgoing, 14) + Number(data.Count, 7)
            : "8" + Number(incomingCount, 6) + Number(incoming, 12) + Number(outgoingCount, 6) + Number(outgoing, 12);
        var end = type == "03" ? "9" + Number(data.Count + 3, 10) + Number(1, 5) : "9";
        return Join([Record(header), .. data, Record(trailer), Record(end)], newLine);
    }

    public static byte[] Join(IEnumerable<byte[]> records, string newLine) => [.. records.SelectMany(record => (byte[])[.. record, .. Encoding.ASCII.GetBytes(newLine)])];

    private ZenginText Add(long amount, string payer, string day, string message, string inquiry, bool isIn, string transaction = "11")
    {
        var number = inquiry.Length > 0 ? inquiry : (data.Count + 1).ToString(CultureInfo.InvariantCulture);
        data.Add(Record(type == "03"
            ? "2" + number.PadLeft(8, '0') + day + day + (isIn ? "1" : "2") + transaction + Number(amount, 12) + Number(0, 12) + "000000000000" + "0" + "0000000" + "000" + Number(0, 10) + Pad(payer, 48) + Pad("ﾐﾄﾞﾘ", 15) + Pad("ﾎﾝﾃﾝ", 15) + Pad("ﾌﾘｺﾐ", 20) + Pad(message, 20)
            : "2" + number.PadLeft(6, '0') + day + day + Number(amount, 10) + Number(0, 10) + Number(0, 10) + Pad(payer, 48) + Pad("ﾐﾄﾞﾘ", 15) + Pad("ﾎﾝﾃﾝ", 15) + (isIn ? " " : "1") + Pad(message, 20)));
        (incoming, incomingCount) = isIn ? (incoming + amount, incomingCount + 1) : (incoming, incomingCount);
        (outgoing, outgoingCount) = isIn ? (outgoing, outgoingCount) : (outgoing + amount, outgoingCount + 1);
        return this;
    }

    private static byte[] Record(string text)
    {
        var record = new byte[200];
        record.AsSpan().Fill((byte)' ');
        Cp932.GetBytes(text).CopyTo(record, 0);
        return record;
    }

    private static string Number(long value, int width) => value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    private static string Pad(string text, int width) => text.PadRight(width);
}
