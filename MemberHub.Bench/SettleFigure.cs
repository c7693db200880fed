using System.Data.Common;
using System.Diagnostics;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Features.Payments;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Bench;

/// <summary>
/// P10: payments settled per second, one after the other: event, payment, allocation, audit line and mail in one transaction. The baseline is the
/// bare durable commits of one row on the same database in the same run, half of them before and half after.
/// </summary>
internal static class SettleFigure
{
    private const int Count = 1_000;
    private const int WarmUp = 1_000;

    public static Task RunAsync(string[] args) => PayingPortal.ForEachAsync(async portal =>
    {
        var references = await portal.OrderAsync(Count + WarmUp);
        var gateway = portal.Services.GetRequiredService<PaymentGateways>().Find("SbPayment")!;
        var reports = portal.Services.GetRequiredService<GatewayReports>();
        await SettleAsync(reports, gateway, references.Take(WarmUp));
        var before = await CommitAsync(portal.Databases, Count / 2);
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var watch = Stopwatch.StartNew();
        await SettleAsync(reports, gateway, references.Skip(WarmUp));
        var settled = Count / watch.Elapsed.TotalSeconds;
        (cpu, allocated) = (Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes() - allocated);
        var after = await CommitAsync(portal.Databases, Count / 2);
        Report.Line("P10", $"payments settled, {portal.Database}", settled, "per second", Count / (before + after).TotalSeconds);
        Report.Line("P10", $"processor time of one settlement, {portal.Database}", cpu.TotalMilliseconds / Count, "ms");
        Report.Line("P10", $"allocated by one settlement, {portal.Database}", allocated / (double)Count / 1024, "KiB");
    });

    private static async Task SettleAsync(GatewayReports reports, IPaymentGateway gateway, IEnumerable<string> references)
    {
        foreach (var reference in references)
        {
            var report = new GatewayReport
            {
                EffectKey = reference,
                Reference = reference,
                Kind = GatewayReportKind.Paid,
                Transaction = reference,
                Amount = new Yen(PayingPortal.Dues),
                OccurredUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            };
            if (await reports.ApplyAsync(gateway, report, null, CancellationToken.None) != NotificationOutcome.Applied)
            {
                throw new InvalidOperationException("A payment was not settled.");
            }
        }
    }

    private static async Task<TimeSpan> CommitAsync(MemberHubDatabases databases, int count)
    {
        await using var database = databases.OpenAcrossSocieties();
        await database.Database.OpenConnectionAsync();
        var connection = database.Database.GetDbConnection();
        await ExecuteAsync(connection, null, "CREATE TABLE IF NOT EXISTS bench (value INTEGER)");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await ExecuteAsync(connection, transaction, "INSERT INTO bench VALUES (1)");
            await transaction.CommitAsync();
        }

        return watch.Elapsed;
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string statement)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
