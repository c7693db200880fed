namespace MemberHub.Features.Backup;

/// <summary>Marks the resources of backup and restore.</summary>
public sealed class BackupText;
