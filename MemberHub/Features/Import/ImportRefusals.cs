using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Import;

// The file as a whole.
public sealed record FileNotReadable : Refusal;

public sealed record MissingColumns(IReadOnlyList<string> Columns) : Refusal;

public sealed record ColumnTwice(string Column) : Refusal;

// Any column.
public sealed record WrongColumnCount(int Expected, int Found) : Refusal;

public sealed record UntypableCharacters : Refusal;

public sealed record ValueMissing : Refusal;

public sealed record ValueTooLong(string Value, int Max, int Length) : Refusal;

public sealed record UnknownWord(string Value, IReadOnlyList<string> Known) : Refusal;

public sealed record ImpossibleDate(string Value) : Refusal;

// The roster.
public sealed record BadMemberNumber(string Value, int Max = MemberNumber.MaxLength) : Refusal;

public sealed record MemberNumberTwice(string Value, int FirstLine) : Refusal;

public sealed record BadLoginId(string Value) : Refusal;

public sealed record LoginIdTwice(string Value, int FirstLine) : Refusal;

public sealed record LoginIdTaken(string Value) : Refusal;

/// <summary>Names at the door: another member could no longer sign in with their number or address.</summary>
public sealed record LoginIdOfAnother(string Value) : Refusal;

public sealed record EmailNeedsAt(string Value) : Refusal;

public sealed record EmailHasManyAts(string Value) : Refusal;

public sealed record EmailNeedsName(string Value) : Refusal;

public sealed record EmailNeedsDomain(string Value) : Refusal;

public sealed record EmailHasBlank(string Value) : Refusal;

public sealed record EmailHasForeignSign(string Value) : Refusal;

public sealed record EmailTooLong(int Max = EmailAddress.MaxLength) : Refusal;

public sealed record EmailTwice(string Value, int FirstLine) : Refusal;

public sealed record EmailTaken(string Value) : Refusal;

public sealed record BadUnits(string Value, int Max = Member.MaxUnits) : Refusal;

// The dues.
public sealed record UnknownMember(string Value) : Refusal;

public sealed record MemberNotTaken(string Value, int RosterLine) : Refusal;

public sealed record BadYear(string Value) : Refusal;

public sealed record BadAmount(string Value) : Refusal;

public sealed record NegativeAmount(string Value) : Refusal;

public sealed record AmountTooLarge(string Value, Yen Max) : Refusal;

public sealed record MoneyWithoutDate(Yen Received) : Refusal;

public sealed record MoneyWithoutMethod(Yen Received) : Refusal;

public sealed record MoneyYearsBefore(DateOnly Date, FiscalYear Year) : Refusal;

public sealed record ChargeTwice(string Member, FiscalYear Year, int FirstLine) : Refusal;

// What stayed as it is here.
public sealed record ChangedHere : Refusal;

/// <summary>What a colleague signs in with is theirs to change (事務局員のアカウント).</summary>
public sealed record AccountOfStaff : Refusal;

/// <summary>A person who is also in another society: the way in is theirs to change.</summary>
public sealed record AccountOfSeveral : Refusal;

/// <summary>The file was taken out, and the value was changed here after that.</summary>
public sealed record ChangedSinceExport : Refusal;

/// <summary>No import has read this member before, and the file was not taken out: nobody can say which value is the newer one.</summary>
public sealed record NothingToCompare : Refusal;

public sealed record MoneyRecordedHere : Refusal;

public sealed record PaymentUnderWay : Refusal;

/// <summary>The amount is not that of whole units by the dues schedule, or the schedule has none: nobody can say how many units it is for (口数).</summary>
public sealed record UnitsUnclear(Yen Amount) : Refusal;

/// <summary>The number leads to another member (統合).</summary>
public sealed record NumberWasMerged(string Value) : Refusal;
