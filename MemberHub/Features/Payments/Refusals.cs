using MemberHub.Domain;

namespace MemberHub.Features.Payments;

/// <summary>No charge is open that is not already in a live order.</summary>
public sealed record NothingToPay : Refusal;

/// <summary>The claim is not the one the member saw: a charge or a payment came in between.</summary>
public sealed record ClaimChanged(Yen Now) : Refusal;

/// <summary>Another tab or device has just begun to pay the same charges.</summary>
public sealed record AlreadyBeingPaid : Refusal;

/// <summary>The order is not the member's, or there is none.</summary>
public sealed record OrderNotFound : Refusal;

/// <summary>The order has ended already.</summary>
public sealed record OrderHasEnded : Refusal;
