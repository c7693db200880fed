using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

/// <summary>
/// The negative control of the crash tests: MemberHub with the guard off. Loaded into a child process by DOTNET_STARTUP_HOOKS, which
/// asks for this very name outside any namespace. Before each statement of a transaction, what the transaction wrote so far is committed.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Listeners());

    /// <summary>
    /// Ends and begins anew the transaction of a command that is about to run. No lock outlasts a statement, and where
    /// MEMBERHUB_TEST_SLOW names milliseconds, each statement waits as long, so that what may meet does meet.
    /// </summary>
    internal static void CommitWhatWasWritten(DbCommand command)
    {
        if (command.Transaction is not null)
        {
            Cut(command.Connection!, command.Transaction);
            Thread.Sleep(Slow);
        }
    }

    /// <summary>Takes from a command that is about to run what keeps two transactions apart: on SQLite the transaction itself, on PostgreSQL the row's lock.</summary>
    internal static void TakeLock(DbCommand command)
    {
        if (command is SqliteCommand)
        {
            CommitWhatWasWritten(command);
            return;
        }

        command.CommandText = command.CommandText.Replace(" FOR NO KEY UPDATE", "", StringComparison.Ordinal);
        Thread.Sleep(command.Transaction is null ? 0 : Slow);
    }

    /// <summary>SQLite only: a transaction that has just begun gives its lock and its turn back.</summary>
    internal static void ReleaseLock(TransactionEndEventData begun)
    {
        if (begun.Transaction is SqliteTransaction transaction)
        {
            begun.Context!.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.Interceptors!.OfType<SqliteTurns>().Single().Release(begun.ConnectionId);
            Cut(transaction.Connection!, transaction);
        }
    }

    private static bool TakesLocksOnly => Environment.GetEnvironmentVariable("MEMBERHUB_TEST_UNGUARDED") == "locks";

    private static int Slow => int.TryParse(Environment.GetEnvironmentVariable("MEMBERHUB_TEST_SLOW"), CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0;

    private static void Cut(DbConnection connection, DbTransaction transaction)
    {
        foreach (var statement in connection is SqliteConnection ? ["COMMIT", "BEGIN"] : new[] { "COMMIT AND CHAIN" })
        {
            using var cut = connection.CreateCommand();
            cut.Transaction = transaction;
            cut.CommandText = statement;
            cut.ExecuteNonQuery();
        }
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                value.Subscribe(new Commands());
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class Commands : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data)
            {
                if (TakesLocksOnly)
                {
                    TakeLock(data.Command);
                }
                else
                {
                    CommitWhatWasWritten(data.Command);
                }
            }

            if (value.Key == RelationalEventId.TransactionStarted.Name && value.Value is TransactionEndEventData begun)
            {
                ReleaseLock(begun);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
