using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>What the profile knows of who pays and where a slip would go: to be confirmed by the member, not used unseen.</summary>
/// <param name="SlipTo">Null when no address is on record.</param>
public sealed record PayerView(PayerContact Contact, MailingAddress? SlipTo);

/// <summary>Reads the signed-in member's contact for the pages of paying.</summary>
public sealed class OpenPayer(MemberHubDatabases databases)
{
    public async Task<Result<PayerView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var person = await database.Members.Where(member => member.Id == memberId)
            .Select(member => new { member.Person.Name, member.Person.Kana, member.Person.MobilePhone, Home = member.Person.Home.Phone }).SingleAsync(cancel);
        var email = await database.Users.Where(account => account.Id == actor.AccountId).Select(account => account.Email).SingleAsync(cancel);
        var contact = new PayerContact(person.Name, person.Kana, person.MobilePhone.Length > 0 ? person.MobilePhone : person.Home, email ?? "");
        return new PayerView(contact, await StartOrder.SlipAddressAsync(database, memberId, cancel));
    }
}
