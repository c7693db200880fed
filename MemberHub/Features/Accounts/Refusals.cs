using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Accounts;

/// <summary>Name or password is wrong, or the account is locked for a while. One answer for all, so that nobody learns who is a member.</summary>
public sealed record SignInRefused : Refusal;

public sealed record LoginIdMissing : Refusal;

public sealed record PasswordMissing : Refusal;

/// <summary>Letters of full width in a password: the input method is on.</summary>
public sealed record PasswordFullWidth : Refusal;

public sealed record PasswordUnprintable : Refusal;

public sealed record PasswordTooShort(int Minimum) : Refusal;

public sealed record PasswordTooLong(int Maximum) : Refusal;

public sealed record PasswordTooCommon : Refusal;

public sealed record PasswordIsOwnWord : Refusal;

public sealed record PasswordsDiffer : Refusal;

/// <summary>The password that confirms a change is wrong.</summary>
public sealed record CurrentPasswordWrong : Refusal;

/// <summary>The link was used, is older than it may be, was replaced by a newer one, or never existed.</summary>
public sealed record LinkNotValid : Refusal;

public sealed record LoginIdSigns : Refusal;

public sealed record LoginIdTooShort(int Minimum) : Refusal;

public sealed record LoginIdTooLong(int Maximum) : Refusal;

public sealed record LoginIdLikeMemberNumber : Refusal;

public sealed record LoginIdLikeEmail : Refusal;

public sealed record LoginIdInUse : Refusal;

public sealed record LoginIdUnchanged : Refusal;

public sealed record EmailMissing : Refusal;

public sealed record EmailNotValid : Refusal;

public sealed record EmailUnchanged : Refusal;

/// <summary>The address belongs to another account.</summary>
public sealed record EmailInUse : Refusal;

public sealed record StaffNameMissing(int Maximum) : Refusal;

public sealed record StaffRoleMissing : Refusal;

public sealed record CodeMissing : Refusal;

/// <summary>Not the code of now, or one that was used before.</summary>
public sealed record CodeWrong : Refusal;

/// <summary>Too many wrong codes in a row.</summary>
public sealed record CodeLocked(int Minutes) : Refusal;

/// <summary>Too many wrong passwords in a row.</summary>
public sealed record PasswordLocked(int Minutes) : Refusal;

public sealed record MailedCodeMissing : Refusal;

public sealed record MailedCodeWrong : Refusal;

/// <summary>The mailed code is too old, was replaced, or too many were tried.</summary>
public sealed record MailedCodeNotValid : Refusal;

/// <summary>So many codes were mailed within the last hour.</summary>
public sealed record TooManyMailedCodes(int Maximum) : Refusal;

/// <summary>No member has this number, or they have no account.</summary>
public sealed record MemberCannotSignIn : Refusal;

/// <summary>The member works in the office: the second factor guards it.</summary>
public sealed record MemberIsStaff : Refusal;

/// <summary>How it was made sure that the member asks was not chosen.</summary>
public sealed record IdentityCheckMissing : Refusal;

public sealed record IdentityNoteMissing(int Maximum) : Refusal;

/// <summary>The account is of a colleague or also of another society: only its owner changes with what it signs in.</summary>
public sealed record SignInOfOwner : Refusal;

public sealed record MemberSignInUnchanged : Refusal;

/// <summary>Login ID or address are not what the page showed: somebody saved meanwhile, or the button was pressed twice.</summary>
/// <param name="Last">What was saved, and by whom; null where nobody knows.</param>
public sealed record MemberSignInMoved(LatestChange? Last) : Refusal;

/// <summary>The browser is signed out already.</summary>
public sealed record SessionAlreadyEnded : Refusal;

/// <summary>No code is asked for at sign-in, or one is already.</summary>
public sealed record SecondFactorNotOn : Refusal;

/// <summary>The code that this session still lacks comes first: without it nobody changes the ways in.</summary>
public sealed record SecondFactorNeeded : Refusal;

/// <summary>The answer of the browser does not hold: too late, of another site, not unlocked, or of a key that is not known here.</summary>
public sealed record PasskeyRefused : Refusal;

public sealed record PasskeyNameMissing(int Maximum) : Refusal;

public sealed record PasskeyNotFound : Refusal;

public sealed record TooManyPasskeys(int Maximum) : Refusal;

/// <summary>The page with the QR code stood open too long, or was another account's.</summary>
public sealed record AuthenticatorOfferOld : Refusal;

public sealed record AuthenticatorAlreadySet : Refusal;

/// <summary>Somebody of the office has not used the set-up link that was mailed to them; a password alone sets up no app for the office.</summary>
public sealed record SetUpLinkUnused : Refusal;

/// <summary>The set-up link was used, is older than it may be, was replaced by a newer one, or never existed.</summary>
public sealed record SetUpLinkNotValid : Refusal;

/// <summary>Nobody of this office, or no longer.</summary>
public sealed record StaffNotFound : Refusal;

/// <summary>Administrators do not change their own access: so there is always one left.</summary>
public sealed record OwnAccessUnchanged : Refusal;
