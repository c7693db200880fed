namespace MemberHub.Domain.Societies;

/// <summary>Whom a broadcast is for (配信先). An empty list leaves nobody out.</summary>
/// <param name="Categories">Keys of categories (会員区分).</param>
/// <param name="Ranks">Keys of ranks (称号・役職).</param>
/// <param name="InArrearsOnly">Only members with an open charge of a past fiscal year (滞納).</param>
public sealed record BroadcastAudience(IReadOnlyList<long> Categories, IReadOnlyList<long> Ranks, bool InArrearsOnly);
