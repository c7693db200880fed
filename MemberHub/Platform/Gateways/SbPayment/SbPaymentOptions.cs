using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace MemberHub.Platform.Gateways.SbPayment;

/// <summary>The settings under <c>Gateways:SbPayment</c>: the contract with SB Payment Service (link type, リンク型).</summary>
public sealed class SbPaymentOptions
{
    public const string Section = "Gateways:SbPayment";

    /// <summary>マーチャントID, 5 digits.</summary>
    public string MerchantId { get; set; } = "";

    /// <summary>サービスID, 3 digits.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>ハッシュキー. A secret: whoever knows it can report payments.</summary>
    public string HashKey { get; set; } = "";

    /// <summary>As the contract says; SHA1 unless the company agreed on another.</summary>
    public SbPaymentHashAlgorithm HashAlgorithm { get; set; } = SbPaymentHashAlgorithm.SHA1;

    /// <summary>The address that the purchase form is posted to, as told by the company: https, or http on this machine.</summary>
    public string RequestUrl { get; set; } = "";

    /// <summary>The pay_method of a card: <c>credit3d2</c> with 3-D Secure, <c>credit</c> without.</summary>
    public string CardMethod { get; set; } = "credit3d2";

    /// <summary>Addresses, or networks such as 192.0.2.0/28, that results may come from. Empty: any, the hash alone decides.</summary>
    public List<string> AllowedSenders { get; set; } = [];

    /// <summary>The answer to a result that was taken: <c>OK</c>, or <c>OK,</c> where the contract wants it.</summary>
    public string OkReply { get; set; } = "OK";

    internal IReadOnlyList<IPNetwork> SenderNetworks => [.. AllowedSenders.Select(sender => TryNetwork(sender, out var network) ? network.Value : default)];

    /// <summary>What is wrong with the settings, naming each key and no value; empty when they can be used.</summary>
    internal IEnumerable<string> Faults()
    {
        (string Key, bool Holds, string Rule)[] rules =
        [
            (nameof(MerchantId), IsDigits(MerchantId, 5), "must be 5 digits"),
            (nameof(ServiceId), IsDigits(ServiceId, 3), "must be 3 digits"),
            (nameof(HashKey), HashKey.Length >= 16 && Ascii.IsValid(HashKey), "must be the key of the contract, at least 16 ASCII characters"),
            (nameof(HashAlgorithm), Enum.IsDefined(HashAlgorithm), "must be SHA1 or SHA256"),
            (nameof(RequestUrl), GatewayAddress.IsSafe(RequestUrl), "must be an https address"),
            (nameof(CardMethod), CardMethod is "credit" or "credit3d" or "credit3d2", "must be credit, credit3d or credit3d2"),
            (nameof(AllowedSenders), AllowedSenders.All(sender => TryNetwork(sender, out _)), "must be addresses or networks"),
            (nameof(OkReply), OkReply is "OK" or "OK,", "must be OK or OK,"),
        ];
        return rules.Where(rule => !rule.Holds).Select(rule => $"{Section}:{rule.Key} {rule.Rule}.");
    }

    private static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);

    private static bool TryNetwork(string text, [NotNullWhen(true)] out IPNetwork? network)
    {
        network = IPNetwork.TryParse(text, out var parsed) ? parsed
            : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
        return network is not null;
    }
}

/// <summary>How the check value over a form is made.</summary>
public enum SbPaymentHashAlgorithm
{
    /// <summary>40 hex digits.</summary>
    SHA1,

    /// <summary>64 hex digits.</summary>
    SHA256,
}
