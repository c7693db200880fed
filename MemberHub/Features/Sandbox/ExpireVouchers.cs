using MemberHub.Data.Sandbox;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>Ends the vouchers whose deadline has passed unpaid.</summary>
public sealed class ExpireVouchers(SandboxBooks books, TimeProvider clock)
{
    private const int AtOnce = 50;

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var code in await DueAsync(cancel))
        {
            await books.ChangeAsync(code, desk => desk.Expire(), cancel);
        }
    }

    private async Task<List<string>> DueAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var database = books.Open();
        return await database.SandboxPayments
            .Where(payment => payment.State == SandboxState.Open && payment.DeadlineUtc < now)
            .OrderBy(payment => payment.DeadlineUtc)
            .Select(payment => payment.Code)
            .Take(AtOnce)
            .ToListAsync(cancel);
    }
}
