using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Withdrawal;

/// <summary>The member has left, or the office has set a day for it.</summary>
public sealed record LeavesAlready(DateOnly On) : Refusal;

/// <summary>Another notice of the member lives.</summary>
public sealed record AlreadyHandedIn : Refusal;

/// <summary>What was shown is no longer so: the year has turned while the page was open.</summary>
public sealed record WithdrawalTermsChanged(DateOnly LeavesOn) : Refusal;

/// <summary>The box that says so was not ticked.</summary>
public sealed record WithdrawalNotUnderstood : Refusal;

/// <summary>A reason is longer than there is room for, or has signs that nobody can read.</summary>
public sealed record WithdrawalReasonWrong(int Max) : Refusal;

/// <summary>The office says why it sends a notice back.</summary>
public sealed record RefusalNeedsReason(int Max) : Refusal;

/// <summary>The day of leaving is over.</summary>
public sealed record TooLateToUndo(DateOnly LeavesOn) : Refusal;

/// <summary>There is no such notice in this society.</summary>
public sealed record NoSuchWithdrawal : Refusal;

/// <summary>A colleague, the member or the day was faster.</summary>
/// <param name="Last">What was done, and by whom: for the office. Members are told no name.</param>
public sealed record WithdrawalMoved(LatestChange? Last) : Refusal;

/// <summary>An order under way asks for a year after the leaving; it must end first.</summary>
public sealed record LaterYearIsBeingPaid(FiscalYear Year) : Refusal;
