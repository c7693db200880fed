using MemberHub.Data.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>Chooses how reports travel from now on.</summary>
public sealed class SetMode(SandboxBooks books)
{
    public const int SecondsMost = 3600;

    /// <summary>For one payment (null gives it back to the common mode), or for all others when no code is given.</summary>
    /// <param name="seconds">Of the common mode Delay; a payment's own uses the same.</param>
    public async Task RunAsync(string? code, SandboxMode? mode, int seconds, CancellationToken cancel)
    {
        await using var database = books.Open();
        if (code is not null)
        {
            await database.SandboxPayments.Where(payment => payment.Code == code)
                .ExecuteUpdateAsync(row => row.SetProperty(payment => payment.Mode, mode).SetProperty(payment => payment.Version, payment => payment.Version + 1), cancel);
            return;
        }

        var switches = await SandboxBooks.SwitchesAsync(database, cancel);
        if (database.Entry(switches).State == EntityState.Detached)
        {
            database.Add(switches);
        }

        switches.Mode = mode ?? SandboxMode.Deliver;
        switches.DelaySeconds = Math.Clamp(seconds, 1, SecondsMost);
        await database.SaveChangesAsync(cancel);
    }
}
