namespace MemberHub.Domain.Societies;

/// <summary>What was done last to a thing that somebody else wanted to change as well (先に行われた操作). A refusal carries it, so that its sentence says who was faster.</summary>
/// <param name="By">The name of who did it; empty for a command or a job.</param>
/// <param name="Action">The use case's name, as the audit trail keeps it.</param>
/// <param name="OccurredUtc">When, UTC.</param>
public sealed record LatestChange(string By, string Action, DateTime OccurredUtc);
