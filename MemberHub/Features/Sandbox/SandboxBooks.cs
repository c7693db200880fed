using MemberHub.Data;
using MemberHub.Data.Sandbox;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>The books of the pretended company, which belong to no society.</summary>
public sealed class SandboxBooks(MemberHubDatabases databases, NotificationCourier courier, TimeProvider clock)
{
    private const int Tries = 5;

    public MemberHubDbContext Open() => databases.OpenAcrossSocieties();

    /// <summary>How reports travel that have no mode of their own.</summary>
    public static async Task<SandboxSwitches> SwitchesAsync(MemberHubDbContext database, CancellationToken cancel) =>
        await database.SandboxSwitches.SingleOrDefaultAsync(cancel) ?? new SandboxSwitches();

    /// <summary>
    /// Changes a payment and writes what is to be reported, together; then sends what is to be sent at once. The change may be tried
    /// again when somebody else was faster. Answers the desk as saved, or null when there is no such payment.
    /// </summary>
    public async Task<PaymentDesk?> ChangeAsync(string code, Action<PaymentDesk> change, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var desk = await TryAsync(code, change, cancel);
                foreach (var report in desk?.ForNow ?? [])
                {
                    // What has happened is told, even when who made it happen is gone.
                    await courier.SendAsync(report, desk!.Payment, CancellationToken.None);
                }

                return desk;
            }
            catch (DbUpdateException error) when (attempt < Tries && (error is DbUpdateConcurrencyException || error.IsUniqueViolation()))
            {
                // Read anew.
            }
        }
    }

    private async Task<PaymentDesk?> TryAsync(string code, Action<PaymentDesk> change, CancellationToken cancel)
    {
        await using var database = Open();
        if (await database.SandboxPayments.SingleOrDefaultAsync(payment => payment.Code == code, cancel) is not { } payment)
        {
            return null;
        }

        var known = await database.SandboxNotifications.AsNoTracking().Where(report => report.PaymentId == payment.Id).OrderBy(report => report.Id).ToListAsync(cancel);
        var desk = new PaymentDesk(payment, known, await SwitchesAsync(database, cancel), clock.UtcNow());
        change(desk);
        database.AddRange(desk.Written);
        await database.SaveChangesAsync(cancel);
        return desk;
    }
}
