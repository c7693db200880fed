using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Billing;

/// <summary>No year before last year and none far ahead is billed.</summary>
public sealed record BillingYearOutOfRange(FiscalYear First, FiscalYear Last) : Refusal;

/// <summary>The day of the announcement and the first day of payment are in the wrong order, or over.</summary>
public sealed record BillingDatesWrong(DateOnly Today, DateOnly LastDay) : Refusal;

/// <summary>The year is being billed at the moment, or was stopped half-way.</summary>
public sealed record BillingUnderWay(FiscalYear Year) : Refusal;

/// <summary>A draft of the year was released and waits to be run. It is not thrown away by the way.</summary>
public sealed record BillingReleased(FiscalYear Year, string Who, DateOnly On) : Refusal;

/// <summary>There is no such run in this society.</summary>
public sealed record BillingRunNotFound : Refusal;

/// <summary>The one who drafted may not release as well.</summary>
public sealed record ReleaseNeedsAnotherPerson(string Drafter) : Refusal;

/// <summary>Nobody would be charged.</summary>
public sealed record NothingToBill : Refusal;

/// <summary>Members, the schedule or charges changed after the draft: the list would be another one.</summary>
public sealed record BillingListChanged(int Drafted, int Now) : Refusal;

/// <summary>While the run was stopped, so many of the members who are not charged yet left, went on leave, or would be charged otherwise.</summary>
public sealed record BillingRestChanged(int Members) : Refusal;

/// <summary>A stopped run has charged nobody, so there is nothing to end it with.</summary>
public sealed record NothingBilledYet : Refusal;

/// <summary>Somebody else moved the run on in the meantime.</summary>
public sealed record BillingMoved(string Who, DateOnly On) : Refusal;

/// <summary>The mails of the announcement are written to the last one.</summary>
/// <param name="When">The moment in Japan, in words.</param>
public sealed record AnnouncementWritten(string When) : Refusal;

/// <summary>A colleague stopped the mails of the announcement before.</summary>
/// <param name="Who">Their name.</param>
/// <param name="When">The moment in Japan, in words.</param>
public sealed record AnnouncementStopped(string Who, string When) : Refusal;

/// <summary>Some of the charges are paid, waived, reminded of or in a payment attempt.</summary>
public sealed record BillingAlreadyUsed(int Charges) : Refusal;

/// <summary>An undo says why.</summary>
public sealed record UndoNeedsReason : Refusal;

/// <summary>The year, or a later one that the change would reach, is billed already.</summary>
public sealed record DuesYearLocked(FiscalYear Through) : Refusal;

/// <summary>An amount of the schedule is not a number of yen from 0 to 100,000,000.</summary>
public sealed record DuesAmountWrong(string Category) : Refusal;

/// <summary>The members to be reminded are not those that were previewed.</summary>
public sealed record RemindersChanged(int Now) : Refusal;

/// <summary>Somebody sent reminders after the preview.</summary>
public sealed record RemindersSentMeanwhile(string Who, DateOnly On, TimeOnly At, int Members, int Now) : Refusal;

/// <summary>There is nobody to remind today.</summary>
public sealed record NobodyToRemind : Refusal;

/// <summary>The month is none in which the year can be paid.</summary>
public sealed record PaymentMonthOutOfRange(DateOnly First, DateOnly Last) : Refusal;
