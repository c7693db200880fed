using MemberHub.Domain;

namespace MemberHub.Features.Support;

/// <summary>A field of a form cannot stay as typed.</summary>
/// <param name="Field">The form's property.</param>
/// <param name="Fault">Names the sentence "Fault.{Fault}".</param>
/// <param name="Limit">The most signs that fit; 0 where it is not about length.</param>
public sealed record TicketFaulty(string Field, string Fault, int Limit = 0) : Refusal;

/// <summary>Too many forms came from this network, or from everywhere, within the hour.</summary>
public sealed record TooManyRequests(string Phone) : Refusal;

/// <summary>There is no such ticket, or it is somebody else's: nobody can tell the two apart.</summary>
public sealed record NoSuchTicket : Refusal;

/// <summary>Somebody else has acted on the ticket since the page was opened.</summary>
/// <param name="Who">Their name.</param>
/// <param name="What">What they did, in words.</param>
/// <param name="When">The moment in Japan, in words.</param>
public sealed record TicketMoved(string Who, string What, string When) : Refusal;

/// <summary>No member has this number.</summary>
public sealed record TicketMemberUnknown : Refusal;

/// <summary>The step needs to know whom the ticket is about.</summary>
public sealed record TicketWithoutMember : Refusal;

/// <summary>Nothing was chosen that shows who asks.</summary>
public sealed record IdentityNotChecked : Refusal;

/// <summary>The address belongs to another account.</summary>
public sealed record AddressInUse : Refusal;

/// <summary>The address is registered already.</summary>
public sealed record AddressUnchanged : Refusal;

/// <summary>The account is also one of the office, or of another society: its owner changes the address.</summary>
public sealed record AddressOfOwner : Refusal;

/// <summary>The member has no account.</summary>
public sealed record MemberWithoutAccount : Refusal;

/// <summary>No address is registered to which the login ID could be mailed.</summary>
public sealed record MemberWithoutEmail : Refusal;

/// <summary>The member has no affiliation.</summary>
public sealed record NoAffiliationToRemove : Refusal;

/// <summary>Without affiliation 1 there would be nowhere to send paper: no home address is registered.</summary>
public sealed record HomeAddressMissing : Refusal;

/// <summary>The ticket is closed already.</summary>
public sealed record TicketClosedAlready : Refusal;
