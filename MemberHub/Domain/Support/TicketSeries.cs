using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Support;

/// <summary>The last ticket number taken in a fiscal year. Raised in the transaction that adds the ticket, so no gap can arise.</summary>
public sealed class TicketSeries : IOfSociety
{
    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public FiscalYear Year { get; private set; }

    public int Last { get; private set; }
}
