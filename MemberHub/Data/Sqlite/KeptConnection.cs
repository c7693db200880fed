using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MemberHub.Data.Sqlite;

/// <summary>
/// A connection that only says it is closed until it is disposed, and so keeps the statements it has prepared. Like every connection it is used by one at a time.
/// </summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    // How many statements wait at the most; the one that was not used for longest goes first.
    private const int Capacity = 100;

    // What a statement was last given stays with it in memory.
    private const int LongestValue = 4096;

    private static readonly StateChangeEventArgs Closing = new(ConnectionState.Open, ConnectionState.Closed);

    private readonly LinkedList<KeptCommand> waiting = [];
    private readonly Dictionary<string, LinkedListNode<KeptCommand>> byText = [];
    private int running;
    private bool open;
    private bool ends;

    /// <summary>The command to run instead of a fresh one, with its values: one that is prepared, if its text was run before.</summary>
    public SqliteCommand Prepared(SqliteCommand fresh)
    {
        if (fresh.Parameters.Cast<SqliteParameter>().Any(parameter => parameter.Value is byte[] { Length: > LongestValue } or string { Length: > LongestValue }))
        {
            return fresh;
        }

        var command = Take(fresh.CommandText) ?? new KeptCommand(this, fresh.CommandText);
        command.Begin(fresh);
        running++;
        fresh.Dispose();
        return command;
    }

    /// <summary>Keeps a command that has run for the next time, unless the same text waits already, since it ran twice at a time.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool Keep(KeptCommand command)
    {
        running--;
        if (ends || byText.ContainsKey(command.CommandText))
        {
            return false;
        }

        byText.Add(command.CommandText, waiting.AddFirst(command));
        if (waiting.Count > Capacity)
        {
            Take(waiting.Last!.Value.CommandText)?.Dispose();
        }

        return true;
    }

    /// <summary>As everybody else sees it: Entity Framework counts on what it opens and closes.</summary>
    public override ConnectionState State => open ? base.State : ConnectionState.Closed;

    public override void Open()
    {
        open = true;
        base.Open();
    }

    /// <summary>Ends a transaction and what is still read. SQLite's own connection stays, unless somebody was reading.</summary>
    public override void Close()
    {
        open = true;
        if (State == ConnectionState.Open)
        {
            Transaction?.Dispose();
            if (raw.sqlite3_get_autocommit(Handle) == 0)
            {
                raw.sqlite3_exec(Handle, "ROLLBACK");
            }

            if (ends || running > 0)
            {
                CloseForGood();
            }
            else
            {
                open = false;
                OnStateChange(Closing);
            }
        }

        open = false;
    }

    protected override void Dispose(bool disposing)
    {
        ends = true;
        base.Dispose(disposing);
    }

    private void CloseForGood()
    {
        while (waiting.First is { Value: var command })
        {
            Take(command.CommandText)?.Dispose();
        }

        ends = true;
        base.Close();
        (ends, running) = (false, 0);
    }

    private KeptCommand? Take(string text)
    {
        if (!byText.Remove(text, out var node))
        {
            return null;
        }

        waiting.Remove(node);
        return node.Value;
    }
}
