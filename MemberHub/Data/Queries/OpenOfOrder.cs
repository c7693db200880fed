using System.Data.Common;
using MemberHub.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MemberHub.Data.Queries;

/// <summary>What is open of the charges of one order, by charge: all that a settlement has to know of the ledger.</summary>
internal static class OpenOfOrderQuery
{
    private const string Statement = """
        SELECT c."Id", c."Amount"
            - (SELECT CAST(COALESCE(SUM(a."Amount"), 0) AS bigint) FROM "Allocations" a WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL)
            - (SELECT CAST(COALESCE(SUM(w."Amount"), 0) AS bigint) FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL)
        FROM "DuesCharges" c
        WHERE c."SocietyId" = @society AND c."Id" IN (SELECT l."ChargeId" FROM "PaymentOrderLines" l WHERE l."OrderId" = @order)
        """;

    /// <summary>Never below 0円.</summary>
    public static async Task<Dictionary<long, Yen>> ReadOpenOfOrderAsync(this MemberHubDbContext database, long orderId, CancellationToken cancel)
    {
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Statement;
        Add(command, "@society", database.ShownSociety);
        Add(command, "@order", orderId);
        var open = new Dictionary<long, Yen>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            open[reader.GetInt64(0)] = Yen.Max(Yen.Zero, new Yen(reader.GetInt64(1)));
        }

        return open;
    }

    private static void Add(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
