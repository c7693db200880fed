using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Accounts;

/// <summary>Gives somebody a place in the office and mails them the set-up link.</summary>
public sealed class InviteStaff(MemberHubDatabases databases, StaffEnrolment enrolment, StaffMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, StaffForm form, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (!actor.May(OfficeRight.ManageStaff))
        {
            return new NotAllowed();
        }

        var check = StaffEnrolment.Check(form);
        if (!check.Succeeded)
        {
            return check.Refusal;
        }

        if (!actor.HasProved(now))
        {
            return new ProofNeeded();
        }

        var person = check.Value;
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var added = await enrolment.AddAsync(database, person, now, cancel);
        if (!added.Succeeded)
        {
            return added.Refusal;
        }

        var (account, link) = added.Value;
        await mails.AddInvitationAsync(database, now, account, person.Name, link, cancel);
        database.Record(actor, now, nameof(InviteStaff), null, new { person.LoginId, person.Name, Role = person.Role.ToString() });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
