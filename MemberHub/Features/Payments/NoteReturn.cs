using MemberHub.Data;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>Notes that a payer's browser came back from the gateway. That is no outcome; it only makes somebody ask for one.</summary>
public sealed class NoteReturn(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task RunAsync(string reference, CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        var order = await all.PaymentOrders.AcrossSocieties().Include(item => item.Events).SingleOrDefaultAsync(item => item.Reference == reference, cancel);
        if (order is null)
        {
            return;
        }

        order.ExpectOutcome(clock.UtcNow());
        try
        {
            await all.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The outcome came in this very moment.
        }
    }
}
