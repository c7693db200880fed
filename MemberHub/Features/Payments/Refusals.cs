using MemberHub.Domain;
using MemberHub.Domain.Payments;

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

/// <summary>The office has asked an institution for it together with others' dues; only the office ends that.</summary>
public sealed record AskedOfInstitution : Refusal;

/// <summary>The money of the order is already on its way, so it cannot be ended.</summary>
public sealed record MoneyIsComing : Refusal;

/// <summary>The payment company gave no answer before the payer was ever sent there; nothing was charged.</summary>
public sealed record GatewayNotReached : Refusal;

/// <summary>The payment company gave no answer about a payment that the payer may have made; the order stays as it is.</summary>
public sealed record GatewayGaveNoAnswer : Refusal;

/// <summary>The payment company said that it does not stop the payment; the order stays as it is.</summary>
public sealed record GatewayDidNotStop : Refusal;

/// <summary>The payment company refused the order before the payer was ever sent there; nothing was charged.</summary>
public sealed record GatewaySaidNo : Refusal;

/// <summary>The payment company does not open a payment again that the payer may have made; the order stays as it is.</summary>
public sealed record GatewayDidNotReopen : Refusal;

/// <summary>The society does not offer the method.</summary>
public sealed record MethodNotOffered : Refusal;

/// <summary>The method cannot take the amount.</summary>
public sealed record AmountOutOfRange(Yen Least, Yen Most) : Refusal;

/// <summary>There is no address to which a slip could be sent.</summary>
public sealed record NoSlipAddress : Refusal;
