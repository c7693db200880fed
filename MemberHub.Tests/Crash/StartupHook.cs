using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

/// <summary>
/// The negative control of the crash tests: MemberHub with the guard off. Loaded into a child process by DOTNET_STARTUP_HOOKS, which
/// asks for this very name outside any namespace. Before each statement of a transaction, what the transaction wrote so far is committed.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Listeners());

    private static void CommitWhatWasWritten(DbCommand command)
    {
        if (command.Transaction is null)
        {
            return;
        }

        foreach (var statement in command is SqliteCommand ? ["COMMIT", "BEGIN IMMEDIATE"] : new[] { "COMMIT AND CHAIN" })
        {
            using var cut = command.Connection!.CreateCommand();
            cut.Transaction = command.Transaction;
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
                CommitWhatWasWritten(data.Command);
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
