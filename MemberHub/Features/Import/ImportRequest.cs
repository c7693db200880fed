using MemberHub.Domain.Societies;

namespace MemberHub.Features.Import;

/// <summary>The two files of an office and what to do with them.</summary>
/// <param name="Roster">Null where only dues are brought.</param>
/// <param name="Dues">Null where only the roster is brought.</param>
/// <param name="SkipInvalid">Take the good rows although others are bad.</param>
/// <param name="DryRun">Report as if, and change nothing.</param>
/// <param name="By">Who says so; null on the command line.</param>
public sealed record ImportRequest(ImportSource? Roster, ImportSource? Dues, bool SkipInvalid = false, bool DryRun = false, Actor? By = null);

/// <summary>A file as the caller named it, with its bytes; null when there is no such file or it may not be read.</summary>
public sealed record ImportSource(string Name, ReadOnlyMemory<byte>? Bytes);

/// <summary>How far a long import is.</summary>
public sealed record ImportProgress(ImportStage Stage, int Done, int Total);

public enum ImportStage
{
    CheckingRoster,
    CheckingDues,
    WritingMembers,
    WritingDues,
}
