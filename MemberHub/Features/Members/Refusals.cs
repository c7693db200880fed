using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

public sealed record FilterNeedsName(int Max) : Refusal;

/// <summary>Nothing is filtered, or too much to fit.</summary>
public sealed record NothingToSave : Refusal;

public sealed record TooManyFilters(int Max) : Refusal;

public sealed record NoSuchMember : Refusal;

/// <summary>The number belongs to a member who was merged into another.</summary>
public sealed record MemberMerged(string Into) : Refusal;

/// <summary>A colleague merged the two first.</summary>
public sealed record MergedByAnother(string Number, string By) : Refusal;

/// <summary>A field breaks a rule; the page shows which.</summary>
public sealed record FormNotValid : Refusal;

public sealed record ReasonMissing(int Max) : Refusal;

public sealed record NoSuchCharge : Refusal;

public sealed record MoreThanOpen(Yen Amount, Yen Open) : Refusal;

/// <summary>A correction takes off at most what is asked for and not waived.</summary>
public sealed record MoreThanAsked(Yen Amount, Yen Most) : Refusal;

/// <summary>So much of what was paid would become credit; the page has to say so first.</summary>
public sealed record FreesWhatWasPaid(Yen Freed) : Refusal;

/// <summary>A refund of money that settles the charge is under way.</summary>
public sealed record PaidMoneyGoesBack : Refusal;

/// <summary>A live order asks for this amount: it must end before the amount changes.</summary>
public sealed record ChargeIsBeingPaid : Refusal;

/// <summary>Somebody else saved since the page was opened.</summary>
/// <param name="Last">What was saved, and by whom.</param>
public sealed record MemberChangedMeanwhile(LatestChange? Last) : Refusal;

public sealed record MemberHasLeft : Refusal;

/// <summary>There is no end of the membership to be taken back.</summary>
public sealed record HasNotLeft : Refusal;

public sealed record RestsAlready : Refusal;

/// <summary>The year is over, or its dues were billed with the member left out as resting: it stays a year of rest.</summary>
public sealed record LeaveYearSettled(FiscalYear Year) : Refusal;

/// <summary>The directory names the member, or does not, just as it was chosen.</summary>
public sealed record ListedAlready : Refusal;

public sealed record LeftBeforeJoining(DateOnly Joined) : Refusal;

public sealed record JoinedAfterLeaving(DateOnly Left) : Refusal;

/// <summary>Nobody has joined on a day that is far away.</summary>
public sealed record JoinedInFuture(DateOnly Latest) : Refusal;

public sealed record JoinedUnchanged : Refusal;

/// <summary>A charge of the same year, item and title stands already.</summary>
public sealed record ChargeExists : Refusal;

public sealed record ChargeTooLarge(Yen Max) : Refusal;

/// <summary>Another correction came first, or the button was pressed twice.</summary>
public sealed record ChargeMoved(Yen Now, LatestChange? Last) : Refusal;

/// <summary>What is open of the charge is not what the page showed: a colleague's correction or a payment came first, or the button was pressed twice.</summary>
public sealed record OpenAmountMoved(Yen Shown, Yen Now, LatestChange? Last) : Refusal;

/// <summary>The due date is over, or too far away.</summary>
public sealed record DueDateWrong(DateOnly First, DateOnly Last) : Refusal;

/// <summary>An account, of this society or another, has the address.</summary>
public sealed record EmailBelongsToAnother : Refusal;
