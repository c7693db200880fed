using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Who is to work in the office.</summary>
public sealed class StaffForm
{
    public string? LoginId { get; set; }

    public string? Email { get; set; }

    public string? Name { get; set; }

    public StaffRole? Role { get; set; }
}

/// <summary>A checked <see cref="StaffForm"/>.</summary>
internal sealed record NewStaff(string LoginId, string Email, string Name, StaffRole Role);

/// <summary>Writes a person of the office into the open context, with the set-up link; the use case saves.</summary>
public sealed class StaffEnrolment(AccountLookup lookup)
{
    internal static Result<NewStaff> Check(StaffForm form)
    {
        var (login, email, name) = (JapaneseText.Code(form.LoginId ?? ""), JapaneseText.Code(form.Email ?? ""), (form.Name ?? "").Trim());
        var fault = LoginIds.FaultOf(login) ?? FaultOf(email, name) ?? (form.Role is { } known && Enum.IsDefined(known) ? null : new StaffRoleMissing());
        return fault is null ? new NewStaff(login, email, name, form.Role!.Value) : fault;
    }

    private static Refusal? FaultOf(string email, string name)
    {
        if (email.Length == 0)
        {
            return new EmailMissing();
        }

        if (EmailAddress.FaultOf(email) is not null)
        {
            return new EmailNotValid();
        }

        return name.Length is > 0 and <= Member.NameMaxLength ? null : new StaffNameMissing(Member.NameMaxLength);
    }

    /// <summary>
    /// The account and its set-up link. Somebody who has an account already, as a member, is recognised by login ID and address together; one of the two
    /// alone belongs to somebody else.
    /// </summary>
    internal async Task<Result<(Account Account, SecretToken Link)>> AddAsync(MemberHubDbContext database, NewStaff person, DateTime nowUtc, CancellationToken cancel)
    {
        var (login, email) = (lookup.Normalize(person.LoginId), lookup.Normalize(person.Email));
        var found = await database.Users.Where(row => row.NormalizedUserName == login || row.NormalizedEmail == email).ToListAsync(cancel);
        var account = found.Find(row => row.NormalizedUserName == login && row.NormalizedEmail == email);
        if (account is null && found.Count > 0 && found.TrueForAll(row => row.NormalizedUserName != login))
        {
            return new EmailInUse();
        }

        if ((account is null && found.Count > 0) || (account is not null && await HasWorkAsync(database, account.Id, cancel)))
        {
            return new LoginIdInUse();
        }

        account ??= New(database, person, login, email);
        await database.SaveChangesAsync(cancel);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = person.Role, Name = person.Name });
        var link = await StaffInvitations.IssueAsync(database, account.Id, nowUtc, cancel);
        return (account, link);
    }

    // In this office, in another one, or as a member elsewhere: an account acts in one society.
    private static async Task<bool> HasWorkAsync(MemberHubDbContext database, long accountId, CancellationToken cancel) =>
        await database.StaffAssignments.AcrossSocieties().AnyAsync(staff => staff.AccountId == accountId, cancel)
        || await database.AccountMembers.AcrossSocieties().AnyAsync(link => link.AccountId == accountId && link.SocietyId != database.ShownSociety, cancel);

    private static Account New(MemberHubDbContext database, NewStaff person, string login, string email)
    {
        var account = new Account
        {
            UserName = person.LoginId,
            NormalizedUserName = login,
            Email = person.Email,
            NormalizedEmail = email,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        database.Add(account);
        return account;
    }
}
