using MemberHub.Domain.Members;
using MemberHub.Domain.Support;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Support;

/// <summary>What somebody who cannot sign in tells the office.</summary>
public sealed class RequestForm
{
    public const int NoteMaxLength = 1_000;

    /// <summary>What can be asked for without signing in.</summary>
    public static readonly IReadOnlyList<TicketKind> Kinds = [TicketKind.FirstLogin, TicketKind.LostLoginId, TicketKind.UnusableEmail, TicketKind.LostAuthenticator];

    /// <summary>The member number; may be empty.</summary>
    public string? Number { get; set; }

    public string? Name { get; set; }

    public string? Affiliation { get; set; }

    /// <summary>The address that is to be registered, or to which the answer goes.</summary>
    public string? Email { get; set; }

    public string? Note { get; set; }

    public string? RequestKey { get; set; }

    public ProofForm? Proof { get; set; }

    /// <summary>What is wrong with the fields, in their order.</summary>
    internal IReadOnlyList<TicketFaulty> Faults() => [.. new[]
    {
        FaultOf(nameof(Number), Number, SupportTicket.ClaimedNumberMaxLength, isRequired: false),
        FaultOf(nameof(Name), Name, SupportTicket.NameMaxLength, isRequired: true),
        FaultOf(nameof(Affiliation), Affiliation, SupportTicket.AffiliationMaxLength, isRequired: true),
        EmailAddress.FaultOf(JapaneseText.Code(Email ?? "")) is not null ? new TicketFaulty(nameof(Email), "Email") : null,
        FaultOf(nameof(Note), Note, NoteMaxLength, isRequired: false),
    }.OfType<TicketFaulty>()];

    private static TicketFaulty? FaultOf(string field, string? typed, int longest, bool isRequired) => (typed ?? "").Trim() switch
    {
        "" => isRequired ? new(field, "Empty") : null,
        { Length: var length } when length > longest => new(field, "TooLong", longest),
        var text when JapaneseText.HasControlCharacters(text) => new(field, "Control"),
        _ => null,
    };
}

/// <summary>Fields of the form cannot stay as typed.</summary>
public sealed record RequestFaulty(IReadOnlyList<TicketFaulty> Faults) : Domain.Refusal;
