using MemberHub.Domain;
using MemberHub.Platform.Files;

namespace MemberHub.Features.Import;

/// <summary>The two files as they were read, before any transaction has begun: on SQLite nobody else writes while one is open.</summary>
internal sealed class ImportFiles
{
    private readonly Result<ImportTable> roster;
    private readonly Result<ImportTable> dues;

    private ImportFiles(ImportRequest request) =>
        (Request, roster, dues) = (request, ImportTable.Read(request.Roster, RosterValues.Columns, RosterValues.Optional, RowPrint.Column), ImportTable.Read(request.Dues, DuesValues.Columns, []));

    public ImportRequest Request { get; }

    public bool AreReadable => roster.Succeeded && dues.Succeeded;

    public ImportTable Roster => roster.OrThrow();

    public ImportTable Dues => dues.OrThrow();

    /// <summary>Why a file cannot be read as a whole.</summary>
    public IReadOnlyList<Rejection> Faults => [.. Whole(Request.Roster, roster.Refusal), .. Whole(Request.Dues, dues.Refusal)];

    public static ImportFiles Read(ImportRequest request) => new(request);

    private static IEnumerable<Rejection> Whole(ImportSource? source, Refusal? reason) =>
        reason is null || source is null ? [] : [new Rejection(source.Name, LineOf(reason), "", reason)];

    private static int LineOf(Refusal reason) => reason switch
    {
        UnknownEncoding broken => broken.Line,
        BrokenQuotes broken => broken.Line,
        FileCutOff broken => broken.Line,
        _ => 1,
    };
}
