using MemberHub.Domain;

namespace MemberHub.Features.Reconciliation;

/// <summary>The very same file was taken in before. Nothing was changed.</summary>
public sealed record FileKnown(string Name, string Who, string When) : Refusal;

/// <summary>The file is larger than any bank's.</summary>
public sealed record FileTooLarge(int Megabytes) : Refusal;

/// <summary>The society has no such deposit.</summary>
public sealed record DepositNotFound : Refusal;

/// <summary>A colleague was first.</summary>
/// <param name="What">What the deposit is now, as a word.</param>
public sealed record DepositHandled(string Who, string What, string When) : Refusal;

/// <summary>The parts do not sum up to the deposit.</summary>
public sealed record PartsDiffer(Yen Deposit, Yen Parts) : Refusal;

/// <summary>The society has no such member.</summary>
public sealed record PayeeNotFound : Refusal;

/// <summary>What the member owes is not what was shown; nothing was booked.</summary>
public sealed record OwesOtherwise(string Member) : Refusal;

/// <summary>The society can bear what a transfer costs, not more.</summary>
public sealed record NoSuchFee(Yen Missing) : Refusal;

/// <summary>What was booked of the deposit was sent back meanwhile, or is to be.</summary>
public sealed record MoneyMovedOn : Refusal;

/// <summary>A part of the split is matched or sent back already.</summary>
public sealed record PartIsHandled : Refusal;

/// <summary>The reason is empty.</summary>
public sealed record MoneyReasonMissing : Refusal;

/// <summary>The amount or day cannot be.</summary>
public sealed record NotADeposit : Refusal;

/// <summary>A day or amount that was typed to find deposits cannot be read.</summary>
public sealed record NotASearch : Refusal;

/// <summary>The credit was used or sent back before.</summary>
/// <param name="What">What was done, as a word.</param>
public sealed record CreditGone(string Who, string What, string When) : Refusal;

/// <summary>The member owes nothing that the credit could pay.</summary>
public sealed record NothingToApplyTo : Refusal;

/// <summary>The refund is finished or given up already, or there is none.</summary>
/// <param name="What">What was done, as a word.</param>
public sealed record RefundNotOpen(string Who, string What, string When) : Refusal;

/// <summary>The payment company has not answered: the money may be on its way.</summary>
public sealed record RefundInquired : Refusal;

/// <summary>The payment company has not answered for so long that asking again could send the money twice.</summary>
public sealed record RefundUnclear : Refusal;

/// <summary>The payment company has taken the refund on.</summary>
public sealed record RefundAtGateway : Refusal;

/// <summary>The matter was closed before.</summary>
public sealed record TaskClosed(string Who, string When) : Refusal;

/// <summary>The order does not wait for the confirmation of a first report (速報).</summary>
public sealed record NotPreliminary : Refusal;
