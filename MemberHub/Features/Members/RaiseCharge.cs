using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>
/// Raises a charge by hand (臨時会費・入会金・個別請求), also for somebody who has left; payable at once, of the fiscal year in which it is due. The same
/// item and title in one year is refused, and so is a second press of the button.
/// </summary>
public sealed class RaiseCharge(MemberHubDatabases databases, IValidator<RaiseForm> validator, ChargeMails mails, TimeProvider clock)
{
    private const int LatestDueYears = 2;

    public async Task<Result<Done>> RunAsync(Actor actor, string number, RaiseForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.WriteOff))
        {
            return new NotAllowed();
        }

        if (!validator.Validate(form).IsValid)
        {
            return new FormNotValid();
        }

        var today = clock.Today();
        var (amount, dueOn, latest) = (form.Meant!.Value, form.DueMeant!.Value, today.AddYears(LatestDueYears));
        if (dueOn < today || dueOn > latest)
        {
            return new DueDateWrong(today, latest);
        }

        if (amount > DuesCharge.MaxAmount)
        {
            return new ChargeTooLarge(DuesCharge.MaxAmount);
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (!MemberNumber.TryParse(number, out var wanted)
            || await database.Members.Where(member => member.Number == wanted && member.MergedIntoId == null)
                .Join(database.MemberCategories, member => member.CategoryId, category => category.Id, (member, category) => new { member.Id, Category = category.NameJa }).SingleOrDefaultAsync(cancel) is not { } found)
        {
            return new NoSuchMember();
        }

        var calendar = (await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel)).Calendar;
        var charge = new DuesCharge(found.Id, form.Item, JapaneseText.Text(form.Name), amount, found.Category, today, dueOn, calendar);
        database.Add(charge);
        database.Record(
            actor,
            clock.UtcNow(),
            nameof(RaiseCharge),
            found.Id,
            new { Item = form.Item.ToString(), charge.Title, Year = charge.FiscalYear.Year, Amount = amount.Value, DueOn = dueOn },
            form.Reason.Trim());
        await mails.QueueRaisedAsync(database, charge, cancel);
        try
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return new ChargeExists();
        }

        return Done.It;
    }
}
