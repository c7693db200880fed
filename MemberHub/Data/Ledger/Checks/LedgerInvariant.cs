namespace MemberHub.Data.Ledger.Checks;

/// <summary>A sentence that must be true of every database at every moment.</summary>
/// <param name="Name">Lower-case words with hyphens, stable; programs read it.</param>
/// <param name="Query">Answers the rows that break it, one text each: the kind of row and its number, no personal data.</param>
public sealed record LedgerInvariant(string Name, string Query);

/// <summary>How often an invariant is broken, with the first few places.</summary>
public sealed record InvariantResult(string Name, int Count, IReadOnlyList<string> Examples)
{
    public const int MaxExamples = 5;

    public bool Holds => Count == 0;
}
