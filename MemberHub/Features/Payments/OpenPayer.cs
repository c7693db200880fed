using MemberHub.Data;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>What the profile knows of who pays and where a slip would go: to be confirmed by the member, not used unseen.</summary>
/// <param name="SlipTo">Null when no address is on record.</param>
public sealed record PayerView(PayerContact Contact, MailingAddress? SlipTo);

/// <summary>Reads the contact of the member whose matter it is for the pages of paying.</summary>
public sealed class OpenPayer(MemberHubDatabases databases)
{
    public async Task<Result<PayerView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.RecordMoney, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        var person = await database.Members.Where(member => member.Id == memberId)
            .Select(member => new { member.Person.Name, member.Person.Kana, member.Person.MobilePhone, Home = member.Person.Home.Phone }).SingleAsync(cancel);
        var email = await (from link in database.AccountMembers
                           join account in database.Users on link.AccountId equals account.Id
                           where link.MemberId == memberId
                           select account.Email).FirstOrDefaultAsync(cancel);
        var contact = new PayerContact(person.Name, person.Kana, person.MobilePhone.Length > 0 ? person.MobilePhone : person.Home, email ?? "");
        return new PayerView(contact, await StartOrder.SlipAddressAsync(database, memberId, cancel));
    }
}
