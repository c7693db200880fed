using MemberHub.Domain.Support;

namespace MemberHub.Features.Support.Office;

/// <summary>A button of a ticket's page with what was typed beside it.</summary>
public sealed class TicketForm
{
    public string Do { get; set; } = "";

    /// <summary>The last event that the page showed.</summary>
    public int Seen { get; set; }

    public string? Answer { get; set; }

    public bool Closes { get; set; }

    public string? Note { get; set; }

    public string? Member { get; set; }

    public string? Email { get; set; }

    public IdentityCheck? Check { get; set; }

    public string? CheckNote { get; set; }
}
