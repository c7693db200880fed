using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Support;

/// <summary>Something that happened to a ticket; never changed. Of two people who add the same number, the database lets one.</summary>
public sealed class TicketEvent : IOfSociety
{
    public const int TextMaxLength = 4_000;

    private TicketEvent()
    {
    }

    /// <param name="sequence">1 for the first of the ticket.</param>
    /// <param name="accountId">Who did it; null for somebody who had not signed in.</param>
    /// <param name="text">What was written, or what was done, in words; may be empty.</param>
    public TicketEvent(int sequence, TicketEventKind kind, DateTime occurredUtc, long? accountId, string text = "", IdentityCheck? check = null) =>
        (Sequence, Kind, OccurredUtc, AccountId, Text, Check) = (sequence, kind, occurredUtc, accountId, text, check);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long TicketId { get; init; }

    public int Sequence { get; private set; }

    public TicketEventKind Kind { get; private set; }

    public DateTime OccurredUtc { get; private set; }

    public long? AccountId { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>How the office made sure of who asks (本人確認), where the step needs it.</summary>
    public IdentityCheck? Check { get; private set; }
}

/// <summary>What happened to a ticket.</summary>
public enum TicketEventKind
{
    Asked,

    /// <summary>The member wrote once more.</summary>
    Added,

    /// <summary>The office answered by mail.</summary>
    Answered,

    /// <summary>The office found whom it is about.</summary>
    MemberNamed,

    /// <summary>The office registered another e-mail address.</summary>
    EmailSet,

    /// <summary>The office removed affiliation 1.</summary>
    AffiliationRemoved,

    /// <summary>The login ID was mailed to the registered address.</summary>
    LoginIdSent,

    Closed,
}

/// <summary>
/// How the office makes sure that somebody is the member (本人確認). What a mail says proves nothing: whoever asks for another address writes from an address that nobody knows.
/// </summary>
public enum IdentityCheck
{
    /// <summary>The office called the telephone number on the roster.</summary>
    CalledRegisteredPhone,

    /// <summary>A letter to the address on the roster was answered.</summary>
    LetterToRegisteredAddress,

    /// <summary>A paper with a name and a birth date was shown, and agrees with the roster.</summary>
    IdentityPaper,

    /// <summary>The person stood in the office and is known there.</summary>
    InPerson,
}
