namespace MemberHub.Features.Ledger;

/// <summary>Marks the resources of the ledger's check.</summary>
public sealed class LedgerText;
