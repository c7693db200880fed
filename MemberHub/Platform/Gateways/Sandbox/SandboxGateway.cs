using System.Net.Http.Headers;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways.Sandbox;

/// <summary>The test gateway: a company that moves no money, served by MemberHub itself (<c>/sandbox</c>) and spoken to over HTTP.</summary>
public sealed class SandboxGateway(SandboxConnection connection, IHttpClientFactory clients, TimeProvider clock) : IPaymentGateway
{
    public const string GatewayName = "Sandbox";

    private static readonly byte[] Nothing = "{}"u8.ToArray();

    public string Name => GatewayName;

    public GatewayAbilities Abilities { get; } = new()
    {
        Stores = Enum.GetValues<ConvenienceStore>(),
        Amounts = SandboxLimits.Amounts,
        TellsNumber = true,
        CanCancel = true,
        CanRefund = true,
        CanInquire = true,
        RefusalVoidsCard = false,
        FormOrigins = connection.Origins,
    };

    public async Task<Handover> BeginAsync(GatewayOrder order, CancellationToken cancel)
    {
        var started = await AskAsync<GatewayOrder, SandboxStarted>("create", order, cancel);
        return started.Voucher is { } voucher
            ? new Handover.Issued(WithPage(voucher, started.Transaction)) { Transaction = started.Transaction }
            : new Handover.ToPage(connection.PageOf(started.Transaction)) { Transaction = started.Transaction };
    }

    public NotificationReading Read(GatewayNotification notification)
    {
        if (!SandboxSignature.IsGenuine(notification.Signature, notification.Body.Span, connection.Secret, notification.ReceivedUtc))
        {
            return new NotificationReading.Refused(NotificationOutcome.NotGenuine, "The signature does not fit the body, the secret or the time.");
        }

        return SandboxMessages.Read<GatewayReport>(notification.Body.Span) is { } report
            ? new NotificationReading.Report(WithPage(report))
            : new NotificationReading.Refused(NotificationOutcome.Malformed, "The body is no report.");
    }

    /// <summary>All is in the notification, so nothing is fetched.</summary>
    public Task<GatewayReport?> FetchAsync(string eventId, CancellationToken cancel) => Task.FromResult<GatewayReport?>(null);

    public GatewayAnswer Answer(NotificationOutcome outcome) => new(
        outcome switch
        {
            NotificationOutcome.Malformed or NotificationOutcome.NotGenuine => StatusCodes.Status400BadRequest,
            NotificationOutcome.TryAgain => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status200OK,
        },
        "application/json",
        Nothing);

    public async Task<GatewayReport> InquireAsync(GatewayPayment payment, CancellationToken cancel) =>
        WithPage(await AskAsync<SandboxQuestion, GatewayReport>("inquire", new(payment.Reference), cancel));

    public async Task<CancelAnswer> CancelAsync(GatewayPayment payment, CancellationToken cancel) =>
        (await AskAsync<SandboxQuestion, SandboxCancelled>("cancel", new(payment.Reference), cancel)).Answer;

    public async Task<string> RefundAsync(GatewayPayment payment, Yen amount, string requestKey, CancellationToken cancel) =>
        (await AskAsync<SandboxRefund, SandboxRefunded>("refund", new(payment.Reference, amount, requestKey), cancel)).Number;

    private GatewayReport WithPage(GatewayReport report) =>
        report.Voucher is { } voucher ? report with { Voucher = WithPage(voucher, report.Transaction) } : report;

    private Voucher WithPage(Voucher voucher, string transaction) => voucher with { Url = connection.PageOf(transaction).ToString() };

    private async Task<TAnswer> AskAsync<TQuestion, TAnswer>(string verb, TQuestion question, CancellationToken cancel)
        where TAnswer : class
    {
        var body = SandboxMessages.Write(question);
        using var request = new HttpRequestMessage(HttpMethod.Post, connection.Api(verb)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(SandboxSignature.Header, SandboxSignature.Of(body, connection.Secret, clock.UtcNow()));
        var (status, answer) = await SendAsync(verb, request, cancel);
        return status switch
        {
            >= 200 and < 300 when SandboxMessages.Read<TAnswer>(answer) is { } content => content,
            >= 400 and < 500 => throw Refusal(verb, SandboxMessages.Read<SandboxFault>(answer)?.Code ?? $"http{status}"),
            _ => throw new GatewayUnreachableException($"The sandbox answered {verb} with {status}."),
        };
    }

    private async Task<(int Status, byte[] Body)> SendAsync(string verb, HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var client = clients.CreateClient(GatewayName);
            using var response = await client.SendAsync(request, cancel);
            return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new GatewayUnreachableException($"The sandbox did not answer {verb}.", error);
        }
    }

    private static GatewayRefusedException Refusal(string verb, string code) => new(code, $"The sandbox refused {verb}: {code}.");
}
