using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Mail;

namespace MemberHub.Features.Accounts;

/// <summary>A person of the office who was just written in; the link is shown this once.</summary>
public sealed record CreatedStaff(string LoginId, string Link, DateTime ExpiresUtc);

/// <summary>Gives somebody a place in the office of the settings' society, from the command line: so the first account comes about.</summary>
public sealed class CreateStaff(MemberHubDatabases databases, SocietySeed societies, StaffEnrolment enrolment, PublicAddress address, TimeProvider clock)
{
    public async Task<Result<CreatedStaff>> RunAsync(StaffForm form, CancellationToken cancel)
    {
        var check = StaffEnrolment.Check(form);
        if (!check.Succeeded)
        {
            return check.Refusal;
        }

        var person = check.Value;
        var society = await societies.EnsureAsync(cancel);
        var now = clock.UtcNow();
        await using var database = databases.Open(society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var added = await enrolment.AddAsync(database, person, now, cancel);
        if (!added.Succeeded)
        {
            return added.Refusal;
        }

        database.RecordBySystem(now, nameof(CreateStaff), null, new { person.LoginId, person.Name, Role = person.Role.ToString() }, AuditTrail.Command);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new CreatedStaff(person.LoginId, address.LinkTo(StaffInvitations.PathOf(added.Value.Link)), now + StaffInvitations.Life);
    }
}
