using MemberHub.Domain;

namespace MemberHub.Features.Backup;

/// <summary>A file of that name is there; nothing is overwritten.</summary>
public sealed record BackupFileExists(string File) : Refusal;

/// <summary>The copy could not be written.</summary>
public sealed record BackupNotWritten(string File, string Reason) : Refusal;

/// <summary>The copy, or the file, is damaged.</summary>
public sealed record BackupNotSound(string File, string Fault) : Refusal;

/// <summary>The database is PostgreSQL, which has a tool of its own.</summary>
public sealed record UsePgDump(string Command) : Refusal;

/// <inheritdoc cref="UsePgDump"/>
public sealed record UsePgRestore(string Command) : Refusal;

public sealed record BackupFileMissing(string File) : Refusal;

/// <summary>The file is a database, but not one of this program, or of a newer version of it.</summary>
public sealed record BackupIsForeign(string File) : Refusal;

/// <summary>Something is stored already where the backup is to go.</summary>
public sealed record PlaceNotEmpty(string Place) : Refusal;

/// <summary>The backup's ledger breaks these invariants.</summary>
public sealed record BackupLedgerBroken(string File, IReadOnlyList<string> Invariants) : Refusal;
