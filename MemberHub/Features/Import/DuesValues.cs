using System.Text.Json;
using System.Text.Json.Serialization;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Import;

/// <summary>The columns of a dues file.</summary>
public enum DuesColumn
{
    Number, Year, Item, Amount, Received, ReceivedOn, Method,
}

/// <summary>What a dues file says of one charge: two of them are equal when nothing changed.</summary>
/// <param name="Amount">請求額, in yen.</param>
/// <param name="Received">入金額, in yen.</param>
/// <param name="ReceivedOn">Null when nothing was received.</param>
/// <param name="Method">Null when nothing was received.</param>
/// <param name="IsWaived">支払方法 is 免除: what was not received is not asked for.</param>
public sealed record DuesValues(long Amount, long Received, DateOnly? ReceivedOn, PaymentMethod? Method, bool IsWaived)
{
    public const string Waived = "免除";

    /// <summary>The names of the columns, in the order of <see cref="DuesColumn"/>.</summary>
    public static readonly IReadOnlyList<string> Columns = ["会員番号", "年度", "項目", "請求額", "入金額", "入金日", "支払方法"];

    public static readonly IReadOnlyDictionary<string, DuesItem> Items = new Dictionary<string, DuesItem>
    {
        ["年会費"] = DuesItem.AnnualDues,
        ["臨時会費"] = DuesItem.TemporaryDues,
        ["入会金"] = DuesItem.EntranceFee,
        ["個別請求"] = DuesItem.Individual,
    };

    public static readonly IReadOnlyDictionary<string, PaymentMethod> Methods = new Dictionary<string, PaymentMethod>
    {
        ["クレジット"] = PaymentMethod.Card,
        ["コンビニ"] = PaymentMethod.ConvenienceStore,
        ["銀行振込"] = PaymentMethod.BankTransfer,
        ["払込取扱票"] = PaymentMethod.PaymentSlip,
    };

    /// <summary>What is not asked for: the rest of a waived charge.</summary>
    [JsonIgnore]
    public Yen Waiver => new(IsWaived ? Math.Max(0, Amount - Received) : 0);

    /// <summary>What of the money settles the charge.</summary>
    [JsonIgnore]
    public Yen Settling => new(Math.Min(Amount, Received));

    /// <summary>What came beyond the charge (過入金).</summary>
    [JsonIgnore]
    public Yen Over => new(Math.Max(0, Received - Amount));
}

/// <summary>What the last import read for a charge, and the payment it made of it.</summary>
internal sealed record DuesSnapshot(DuesValues Values, long? PaymentId)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static DuesSnapshot FromJson(string json) =>
        JsonSerializer.Deserialize<DuesSnapshot>(json, Options) ?? throw new JsonException("An imported row is empty.");

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
