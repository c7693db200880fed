using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>What the portal asks of a payment it has ordered.</summary>
internal static class OrderedPayment
{
    /// <summary>Does something with the payment of an order; answers that it is unknown when there is none.</summary>
    public static async Task<ApiAnswer> AnswerAsync(this SandboxBooks books, string reference, Func<PaymentDesk, ApiAnswer> work, CancellationToken cancel)
    {
        await using var database = books.Open();
        var code = await database.SandboxPayments.Where(payment => payment.Reference == reference).Select(payment => payment.Code).SingleOrDefaultAsync(cancel);
        var answer = ApiAnswer.No("unknown");
        if (code is not null)
        {
            await books.ChangeAsync(code, desk => answer = work(desk), cancel);
        }

        return answer;
    }
}
