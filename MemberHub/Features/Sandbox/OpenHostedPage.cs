using MemberHub.Data.Sandbox;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>What the hosted pages show of a payment.</summary>
public sealed record HostedPayment
{
    public required string Code { get; init; }

    public required string Reference { get; init; }

    public required string ItemName { get; init; }

    public required Yen Amount { get; init; }

    public required string Language { get; init; }

    public required Uri ReturnUrl { get; init; }

    public required string State { get; init; }

    public required bool IsOpen { get; init; }

    /// <summary>Null for a card.</summary>
    public required Voucher? Voucher { get; init; }
}

/// <summary>Reads a payment for its hosted pages; null when there is none.</summary>
public sealed class OpenHostedPage(SandboxBooks books)
{
    public async Task<HostedPayment?> RunAsync(string code, CancellationToken cancel)
    {
        await using var database = books.Open();
        var payment = await database.SandboxPayments.AsNoTracking().SingleOrDefaultAsync(payment => payment.Code == code, cancel);
        return payment is null ? null : new HostedPayment
        {
            Code = payment.Code,
            Reference = payment.Reference,
            ItemName = payment.ItemName,
            Amount = payment.Amount,
            Language = payment.Language,
            ReturnUrl = new Uri(payment.ReturnUrl),
            State = payment.State.ToString(),
            IsOpen = payment.State == SandboxState.Open,
            Voucher = payment.ToVoucher(),
        };
    }
}
