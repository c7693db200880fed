using Microsoft.Data.Sqlite;

namespace MemberHub.Data.Sqlite;

/// <summary>A command that goes back to its connection, prepared, when whoever ran it disposes it.</summary>
internal sealed class KeptCommand(KeptConnection connection, string text) : SqliteCommand(text, connection)
{
    private bool runs;

    /// <summary>Takes over the values, the transaction and the patience of a command that was made for this run.</summary>
    public void Begin(SqliteCommand fresh)
    {
        runs = true;
        Transaction = fresh.Transaction;
        CommandTimeout = fresh.CommandTimeout;
        foreach (SqliteParameter parameter in fresh.Parameters)
        {
            Parameters.Add(parameter);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && runs)
        {
            runs = false;
            DataReader?.Dispose();
            Parameters.Clear();
            Transaction = null;
            if (connection.Keep(this))
            {
                return;
            }
        }

        base.Dispose(disposing);
    }
}
