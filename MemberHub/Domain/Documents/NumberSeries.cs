using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>The last number taken of a kind in a fiscal year. Raised in the transaction that issues, so no gap can arise.</summary>
public sealed class NumberSeries : IOfSociety
{
    private NumberSeries()
    {
    }

    public NumberSeries(DocumentKind kind, FiscalYear year) => (Kind, Year) = (kind, year);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public DocumentKind Kind { get; private set; }

    public FiscalYear Year { get; private set; }

    public int Last { get; private set; }
}
