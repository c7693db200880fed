using MemberHub.Domain.Members;
using MemberHub.Domain.Support;

namespace MemberHub.Features.Support;

/// <summary>What a member writes to the office after signing in.</summary>
public sealed class ContactForm
{
    public const int TextMaxLength = 2_000;

    /// <summary>What a member can ask for here; the others are for whoever cannot sign in.</summary>
    public static readonly IReadOnlyList<TicketKind> Kinds = [TicketKind.Question, TicketKind.LockedField, TicketKind.RemoveAffiliation1, TicketKind.PayByYear];

    public TicketKind Kind { get; set; }

    /// <summary>Of a question. What the office has to do itself goes to the office.</summary>
    public TicketSide Side { get; set; }

    public string? Text { get; set; }

    /// <summary>Asked for where no address is registered.</summary>
    public string? Email { get; set; }

    /// <summary>The page from which the form was opened.</summary>
    public string? From { get; set; }

    public string? RequestKey { get; set; }

    /// <summary>What is wrong with it, or null.</summary>
    /// <param name="registered">The registered address; empty for none.</param>
    internal TicketFaulty? Fault(string registered) => this switch
    {
        _ when !Kinds.Contains(Kind) => new(nameof(Kind), "Choose"),
        _ when !Enum.IsDefined(Side) => new(nameof(Side), "Choose"),
        _ when string.IsNullOrWhiteSpace(Text) && Kind is TicketKind.Question or TicketKind.LockedField => new(nameof(Text), "Empty"),
        { Text.Length: > TextMaxLength } => new(nameof(Text), "TooLong", TextMaxLength),
        { Text: { } text } when JapaneseText.HasControlCharacters(text) => new(nameof(Text), "Control"),
        _ when registered.Length == 0 && EmailAddress.FaultOf(JapaneseText.Code(Email ?? "")) is not null => new(nameof(Email), "Email"),
        _ => null,
    };

    internal TicketSide SideOfKind => Kind == TicketKind.Question ? Side : TicketSide.Membership;
}
