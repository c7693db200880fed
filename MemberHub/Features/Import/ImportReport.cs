using System.Text;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Platform.Files;

namespace MemberHub.Features.Import;

/// <summary>What an import took and what it did not.</summary>
public sealed record ImportReport
{
    public ImportCounts Members { get; init; } = new();

    public ImportCounts Dues { get; init; } = new();

    /// <summary>Read back from the database after the rows were written, or left as they were.</summary>
    public required OpenDues Totals { get; init; }

    public IReadOnlyList<Rejection> Rejected { get; init; } = [];

    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];

    /// <summary>The accounts of which the roster changes how their members sign in.</summary>
    public IReadOnlyList<AccountChange> Accounts { get; init; } = [];

    /// <summary>What the roster's days of leaving bring about beyond themselves.</summary>
    public EndCounts Ends { get; init; } = new();

    /// <summary>Columns that were ignored, by file.</summary>
    public IReadOnlyList<IgnoredColumn> Ignored { get; init; } = [];

    /// <summary>The bad rows of each file that could be read, to be given back.</summary>
    public IReadOnlyList<RejectedRows> Files { get; init; } = [];

    /// <summary>A file could not be read at all; nothing was taken.</summary>
    public bool Unreadable { get; init; }

    /// <summary>Bad rows kept the good ones out.</summary>
    public bool Refused { get; init; }

    public bool DryRun { get; init; }

    /// <summary>There are rows to be written, and they may be.</summary>
    public bool Wrote => !ChangedNothing && !Refused && !Unreadable;

    public bool ChangedNothing => Members.Created + Members.Updated + Dues.Created + Dues.Updated == 0;
}

/// <summary>What became of the rows of one file.</summary>
public sealed record ImportCounts(int Read = 0, int Created = 0, int Updated = 0, int Unchanged = 0, int Rejected = 0);

/// <summary>Why a row was not taken. A row with several faults has several of these.</summary>
/// <param name="Line">The physical line on which the record starts; 0 for the file as a whole.</param>
/// <param name="Column">The column's name, or empty for the whole record.</param>
public sealed record Rejection(string File, int Line, string Column, Refusal Reason)
{
    /// <summary>The record as it was read; null for the file as a whole.</summary>
    public CsvRow? Row { get; init; }
}

/// <summary>Where the file and MemberHub differ and MemberHub's value stayed.</summary>
/// <param name="Member">The member number.</param>
public sealed record Conflict(string File, int Line, string Column, string Member, string Kept, string Offered, Refusal Reason);

/// <summary>A column that the import does not know.</summary>
public sealed record IgnoredColumn(string File, string Column);

/// <summary>The bad rows of one file, as they are given back.</summary>
public sealed record RejectedRows(string File, IReadOnlyList<string> Header, Encoding Encoding, IReadOnlyList<Rejection> Rejections);
