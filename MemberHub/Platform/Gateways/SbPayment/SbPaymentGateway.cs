using System.Net;
using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Gateways.SbPayment;

/// <summary>
/// SB Payment Service, link type (SBペイメントサービス リンク型): the payer's browser posts a form, the company asks for card or store on
/// its own pages and reports the result. We never call it ourselves, so there is no cancel, no refund and no inquiry.
/// </summary>
public sealed class SbPaymentGateway(IOptions<SbPaymentOptions> options, TimeProvider clock) : IPaymentGateway
{
    private readonly IReadOnlyList<IPNetwork> senders = options.Value.SenderNetworks;

    public string Name => "SbPayment";

    public GatewayAbilities Abilities { get; } = new()
    {
        Stores = [],
        Amounts = new Dictionary<PaymentMethod, AmountRange>
        {
            [PaymentMethod.Card] = new(new Yen(1), new Yen(9_999_999)),
            [PaymentMethod.ConvenienceStore] = new(new Yen(1), new Yen(300_000)),
        },
        TellsNumber = false,
        CanCancel = false,
        CanRefund = false,
        CanInquire = false,
        RefusalVoidsCard = true,
        FormOrigins = [GatewayAddress.Origin(options.Value.RequestUrl)],
    };

    /// <summary>
    /// Our order's reference in what the browser brings back (A03-1), or null. Anyone can write such a form: it says which page to show
    /// and nothing more.
    /// </summary>
    public static string? ReturnReference(ReadOnlySpan<byte> body) =>
        Cp932Form.Read(body)?.GetValueOrDefault("order_id") is { Length: > 0 and <= 38 } reference && reference.All(char.IsAsciiLetterOrDigit) ? reference : null;

    public Task<Handover> BeginAsync(GatewayOrder order, CancellationToken cancel) =>
        Task.FromResult<Handover>(new Handover.ByForm(
            new Uri(options.Value.RequestUrl), "Shift_JIS", SbPaymentRequest.Fields(order, options.Value, clock.UtcNow())));

    public NotificationReading Read(GatewayNotification notification) => IsAllowed(notification.Sender)
        ? SbPaymentResult.Read(notification, options.Value)
        : new NotificationReading.Refused(NotificationOutcome.NotGenuine, "the sender's address is not allowed");

    // The answer is always 200 with OK or NG: the company documents no other. For our own fault that is right as well. A card sale
    // answered NG is voided, so that no money moves which we could not record; a deposit answered NG stays open on its side, while the
    // text of the notification and the company's own list are there to settle it by hand.
    public GatewayAnswer Answer(NotificationOutcome outcome)
    {
        var text = outcome switch
        {
            NotificationOutcome.Applied or NotificationOutcome.Repeated or NotificationOutcome.ForOffice => options.Value.OkReply,
            NotificationOutcome.AlreadySettled => "NG,already settled",
            NotificationOutcome.UnknownOrder => "NG,unknown order",
            NotificationOutcome.WrongAmount => "NG,wrong amount",
            NotificationOutcome.TryAgain => "NG,try again",
            _ => "NG,invalid request",
        };
        return new GatewayAnswer(StatusCodes.Status200OK, "text/plain", Encoding.ASCII.GetBytes(text));
    }

    public Task<GatewayReport?> FetchAsync(string eventId, CancellationToken cancel) => throw NotOffered();

    public Task<GatewayReport> InquireAsync(GatewayPayment payment, CancellationToken cancel) => throw NotOffered();

    public Task<CancelAnswer> CancelAsync(GatewayPayment payment, CancellationToken cancel) => throw NotOffered();

    public Task<string> RefundAsync(GatewayPayment payment, Yen amount, string requestKey, CancellationToken cancel) => throw NotOffered();

    private static NotSupportedException NotOffered() => new("The link type has no such call; see the abilities.");

    private bool IsAllowed(IPAddress? sender)
    {
        var plain = sender is { IsIPv4MappedToIPv6: true } ? sender.MapToIPv4() : sender;
        return plain is null || senders.Count == 0 || senders.Any(network => network.Contains(plain));
    }
}
