using System.Security.Cryptography;
using MemberHub.Data;
using MemberHub.Data.Sandbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Gateways.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>Takes an order of the portal; the same order again finds the same payment.</summary>
public sealed class CreatePayment(SandboxBooks books, TimeProvider clock)
{
    public async Task<ApiAnswer> RunAsync(GatewayOrder order, CancellationToken cancel)
    {
        if (FaultOf(order) is { } fault)
        {
            return ApiAnswer.No(fault);
        }

        if (await FindAsync(order.Reference, cancel) is { } before)
        {
            return Again(before, order);
        }

        var payment = PaymentOf(order);
        await using var database = books.Open();
        database.Add(payment);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return Again((await FindAsync(order.Reference, cancel))!, order);
        }

        return Started(payment);
    }

    private static string? FaultOf(GatewayOrder order)
    {
        if (order.Reference.Length is 0 or > SandboxPayment.ReferenceMaxLength || !order.Reference.All(char.IsAsciiLetterOrDigit))
        {
            return "reference";
        }

        if (!SandboxLimits.Amounts.TryGetValue(order.Method, out var range) || !range.Contains(order.Amount))
        {
            return "amount";
        }

        var addresses = new[] { order.ReturnUrl, order.NotifyUrl };
        if (!Array.TrueForAll(addresses, url => url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.AbsoluteUri.Length <= SandboxPayment.UrlMaxLength))
        {
            return "address";
        }

        if (order.ItemName.Length > SandboxPayment.ItemNameMaxLength || order.CustomerCode.Length > SandboxPayment.CustomerCodeMaxLength || order.Language is not ("ja" or "en"))
        {
            return "text";
        }

        return order.Method == PaymentMethod.ConvenienceStore && order is not { Store: not null, DeadlineUtc: not null, Payer: { Name: not "", Phone: not "" } } ? "voucher" : null;
    }

    private static ApiAnswer Again(SandboxPayment before, GatewayOrder order) =>
        before.Amount == order.Amount && before.Method == order.Method && before.Store == order.Store ? Started(before) : ApiAnswer.No("reference_used");

    private static ApiAnswer Started(SandboxPayment payment) => ApiAnswer.Yes(new SandboxStarted(payment.Code, payment.ToVoucher()));

    private async Task<SandboxPayment?> FindAsync(string reference, CancellationToken cancel)
    {
        await using var database = books.Open();
        return await database.SandboxPayments.AsNoTracking().SingleOrDefaultAsync(payment => payment.Reference == reference, cancel);
    }

    private SandboxPayment PaymentOf(GatewayOrder order)
    {
        var (number, confirmation) = order.Store is { } store ? VoucherNumbers.New(store) : ("", "");
        return new()
        {
            Code = RandomNumberGenerator.GetHexString(SandboxPayment.CodeLength, lowercase: true),
            Reference = order.Reference,
            Method = order.Method,
            Amount = order.Amount,
            ItemName = order.ItemName,
            CustomerCode = order.CustomerCode,
            Language = order.Language,
            ReturnUrl = order.ReturnUrl.AbsoluteUri,
            NotifyUrl = order.NotifyUrl.AbsoluteUri,
            Store = order.Store,
            VoucherNumber = number,
            VoucherConfirmation = confirmation,
            DeadlineUtc = order.Method == PaymentMethod.Card ? null : order.DeadlineUtc,
            CreatedUtc = clock.UtcNow(),
        };
    }
}
