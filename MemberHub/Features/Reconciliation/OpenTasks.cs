using System.Text;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>One matter of the office about a payment.</summary>
/// <param name="Raw">The company's own words, where it is about a notification; else empty.</param>
public sealed record TaskRow(long TaskId, PaymentTaskKind Kind, string Member, string Reference, string Detail, string Raw, DateTime CreatedUtc)
{
    /// <summary>Its order waits for the confirmation of a first report (速報), which a person can take back.</summary>
    public bool IsPreliminary { get; init; }

    /// <summary>The deposit it is about; null where none is meant, or none is found.</summary>
    public long? DepositId { get; init; }

    /// <summary>振込依頼人名 as the bank names it, or empty.</summary>
    public string Payer { get; init; } = "";
}

/// <summary>決済の確認事項, the oldest first, at most <see cref="OpenTasks.PageSize"/>.</summary>
public sealed record TasksView(IReadOnlyList<TaskRow> Rows, int Count, bool CanRecord);

/// <summary>Reads the open matters.</summary>
public sealed class OpenTasks(MemberHubDatabases databases)
{
    public const int PageSize = 50;

    private const int RawMaxLength = 2_000;

    public async Task<Result<TasksView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var open = database.PaymentTasks.Where(task => task.DoneUtc == null);
        var rows = await open.OrderBy(task => task.CreatedUtc).ThenBy(task => task.Id).Take(PageSize)
            .Select(task => new
            {
                task.Id,
                task.OrderId,
                task.Kind,
                task.Detail,
                task.CreatedUtc,
                task.DepositId,
                task.Payer,
                Payees = database.Payments.Where(payment => task.DepositId != null && payment.DepositId == task.DepositId && payment.ReversedUtc == null)
                    .Join(database.Members, payment => payment.MemberId, member => member.Id, (payment, member) => new { member.Number, member.Person.Name }).ToList(),
                Member = database.Members.Where(member => member.Id == task.MemberId).Select(member => new { member.Number, member.Person.Name }).FirstOrDefault(),
                Reference = database.PaymentOrders.Where(order => order.Id == task.OrderId).Select(order => order.Reference).FirstOrDefault(),
                Raw = database.GatewayMessages.Where(message => message.Id == task.MessageId).Select(message => message.Body).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var orderIds = rows.ConvertAll(row => row.OrderId);
        var live = await database.WholeOrders().AsNoTracking()
            .Where(order => orderIds.Contains(order.Id) && order.Method == PaymentMethod.ConvenienceStore && order.Lines.Any(line => line.ClosedUtc == null)).ToListAsync(cancel);
        var preliminary = live.Where(order => order.State == OrderState.PreliminarilyPaid).Select(order => (long?)order.Id).ToHashSet();
        return new TasksView(
            [.. rows.Select(row => new TaskRow(
                row.Id, row.Kind, string.Join("、", row.Payees.Append(row.Member!).Where(member => member is not null).Distinct().Select(member => $"{member.Name}（{member.Number.Digits}）")), row.Reference ?? "", row.Detail, Readable(row.Raw), row.CreatedUtc)
            {
                IsPreliminary = preliminary.Contains(row.OrderId),
                DepositId = row.DepositId,
                Payer = row.Payer,
            })],
            await open.CountAsync(cancel),
            actor.May(OfficeRight.RecordMoney));
    }

    // What a company sent may be anything; signs that are none stay away from the page.
    private static string Readable(byte[]? body)
    {
        var text = body is null ? "" : Encoding.UTF8.GetString(body);
        var clean = new string([.. text.Where(sign => !char.IsControl(sign) || sign is '\n' or '\t')]);
        return clean.Length > RawMaxLength ? clean[..RawMaxLength] : clean;
    }
}
