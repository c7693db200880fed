using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Invoicing;

/// <summary>The form lacks something; its validator says what.</summary>
public sealed record InvoicingFormNotValid : Refusal;

/// <summary>The society has no member of this number.</summary>
public sealed record NoMemberOfNumber : Refusal;

/// <summary>A year that was chosen is not open, or cannot be paid yet.</summary>
public sealed record YearNotOpen : Refusal;

/// <summary>Chosen years are in attempts to pay that are still open.</summary>
/// <param name="Years">Such as 2025年度.</param>
public sealed record YearsInAttempt(IReadOnlyList<string> Years) : Refusal;

/// <summary>Chosen years are in attempts that the office cannot end here: money may be on its way, or an institution was asked.</summary>
/// <param name="Years">Such as 2025年度.</param>
public sealed record YearsHeldElsewhere(IReadOnlyList<string> Years) : Refusal;

/// <summary>Somebody began to pay, or issued something for the same years, at this very moment.</summary>
/// <param name="Last">The last that was done with these members, and by whom.</param>
public sealed record YearsTakenMeanwhile(LatestChange? Last) : Refusal;

/// <summary>There is no address to which the slip could be sent.</summary>
public sealed record NoAddressForSlip : Refusal;

/// <summary>Something is being paid already by these members; nothing was issued.</summary>
/// <param name="Members">Names with numbers.</param>
public sealed record MembersInAttempt(IReadOnlyList<string> Members) : Refusal;

/// <summary>What the members owe is not what was shown.</summary>
public sealed record JointTotalChanged(Yen Now) : Refusal;

/// <summary>More members than one invoice takes.</summary>
public sealed record TooManyMembers(int Most) : Refusal;

/// <summary>The society has no such invoice.</summary>
public sealed record NoSuchInvoice : Refusal;

/// <summary>The invoice does not wait for its money any more.</summary>
/// <param name="What">What it is now, as a word.</param>
public sealed record InvoiceHandled(string Number, string What, string Who, string When) : Refusal;

/// <summary>A part of the invoice's money has come; undo the matching first.</summary>
public sealed record InvoicePartlyPaid(string Number) : Refusal;

/// <summary>The addressee is the one that the invoice has.</summary>
public sealed record AddresseeUnchanged : Refusal;
