namespace MemberHub.Data.Ledger.Checks;

/// <summary>What came of a check of the ledger (台帳の確認), as the row of the job keeps it.</summary>
/// <param name="Checked">How many invariants were looked at.</param>
public sealed record LedgerCheckRun(int Checked, IReadOnlyList<BrokenInvariant> Broken)
{
    /// <summary>The kind of the job's row.</summary>
    public const string Kind = "VerifyLedger";
}

/// <summary>An invariant that does not hold, and in how many places.</summary>
public sealed record BrokenInvariant(string Name, int Count);
