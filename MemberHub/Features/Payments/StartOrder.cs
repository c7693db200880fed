using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Begins an attempt to pay the whole claim by card, at a store or by slip; a live attempt is ended in the same transaction when the member
/// says so. No gateway is asked for money here. A repeated request key leads to the order that the first request made. On a member's behalf only a slip is
/// asked for: who pays by card or at a store does so themselves.
/// </summary>
public sealed class StartOrder(MemberHubDatabases databases, PaymentGateways gateways, OrderEnding ending, PaymentMails mails, TimeProvider clock)
{
    /// <summary>How long a card page stays open.</summary>
    public static readonly TimeSpan CardPageLife = TimeSpan.FromMinutes(30);

    /// <summary>The order's reference.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, StartOrderForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.RecordMoney, cancel) is not { } memberId || (actor.OnBehalfOf is not null && form.Method != PaymentMethod.PaymentSlip))
        {
            return new NotAllowed();
        }

        if (await StartedBeforeAsync(database, memberId, form.RequestKey, cancel) is { } known)
        {
            return known;
        }

        if (form.Replace && await ForeseeAsync(database, actor, memberId, form, cancel) is { } refusal)
        {
            return Refused(refusal);
        }

        var asked = form.Replace ? await ending.AskGatewaysAsync(await OrderEnding.LiveOrdersAsync(database, memberId, cancel), cancel) : GatewaysAsked.Nobody;
        var started = asked.Kept is { } kept ? Refused(kept) : await TryStartAsync(database, actor, memberId, form, cancel);
        if (!started.Succeeded)
        {
            await ending.EndStoppedAsync(actor, memberId, asked, cancel);
        }

        return started;
    }

    private static Result<string> Refused(Refusal refusal) => refusal;

    private static Task<string?> StartedBeforeAsync(MemberHubDbContext database, long memberId, string requestKey, CancellationToken cancel) =>
        database.PaymentOrders.Where(order => order.RequestKey == requestKey && order.MemberId == memberId).Select(order => order.Reference).FirstOrDefaultAsync(cancel);

    private static Task<SocietySettings> SettingsAsync(MemberHubDbContext database, Actor actor, CancellationToken cancel) =>
        database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);

    // What is refused after a gateway has stopped the live attempt leaves the member without either, so it is refused before.
    private async Task<Refusal?> ForeseeAsync(MemberHubDbContext database, Actor actor, long memberId, StartOrderForm form, CancellationToken cancel)
    {
        var claim = (await database.ReadClaimAsync(memberId, clock.Today(), cancel)).Freed();
        var settings = await SettingsAsync(database, actor, cancel);
        return RefusalOf(claim, claim.Chosen(form.AddComingYear).Total(line => line.Open), form, settings.Methods)
            ?? (form.Method == PaymentMethod.PaymentSlip && await SlipAddressAsync(database, memberId, cancel) is null ? new NoSlipAddress() : null);
    }

    private async Task<Result<string>> TryStartAsync(MemberHubDbContext database, Actor actor, long memberId, StartOrderForm form, CancellationToken cancel)
    {
        try
        {
            database.ChangeTracker.Clear();
            return await StartAsync(database, actor, memberId, form, cancel);
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            // Two requests at once: the other one won. With the same key it is this very order.
            await using var after = databases.Open(actor.SocietyId);
            return await StartedBeforeAsync(after, memberId, form.RequestKey, cancel) is { } reference ? reference : new AlreadyBeingPaid();
        }
    }

    private async Task<Result<string>> StartAsync(MemberHubDbContext database, Actor actor, long memberId, StartOrderForm form, CancellationToken cancel)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        if (await StartedBeforeAsync(database, memberId, form.RequestKey, cancel) is { } known)
        {
            return known;
        }

        if (form.Replace && !await ending.EndAllAsync(database, actor, memberId, cancel))
        {
            return new MoneyIsComing();
        }

        var claim = await database.ReadClaimAsync(memberId, clock.Today(), cancel);
        var lines = claim.Chosen(form.AddComingYear);
        var amount = lines.Total(line => line.Open);
        var settings = await SettingsAsync(database, actor, cancel);
        if (RefusalOf(claim, amount, form, settings.Methods) is { } refusal)
        {
            return Refused(refusal);
        }

        var nowUtc = clock.UtcNow();
        var order = new PaymentOrder(memberId, form.Method, form.RequestKey, nowUtc, lines.Select(line => (line.ChargeId, line.Open)))
        {
            Gateway = gateways.For(form.Method)?.Name ?? "",
        };
        database.Add(order);
        if (await DescribeAsync(database, order, form, actor, settings, cancel) is { } lacking)
        {
            return Refused(lacking);
        }

        await database.SaveChangesAsync(cancel);
        database.Record(actor, nowUtc, nameof(StartOrder), memberId, new { order.Reference, Method = form.Method.ToString(), Amount = amount.Value });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return order.Reference;
    }

    private Refusal? RefusalOf(ClaimAndOrders claim, Yen amount, StartOrderForm form, OfferedMethods offered)
    {
        if (amount == Yen.Zero)
        {
            return claim.Live.Count > 0 ? new AlreadyBeingPaid() : new NothingToPay();
        }

        if (amount.Value != form.ShownTotal)
        {
            return new ClaimChanged(amount);
        }

        return form.Method switch
        {
            var method when method == PaymentMethod.BankTransfer || !offered.Offers(method) => new MethodNotOffered(),
            PaymentMethod.PaymentSlip => null,
            _ when gateways.For(form.Method)?.Abilities.Amounts.TryGetValue(form.Method, out var range) is not true => new MethodNotOffered(),
            _ when gateways.For(form.Method)!.Abilities.Amounts[form.Method] is var range && !range.Contains(amount) => new AmountOutOfRange(range.Least, range.Most),
            PaymentMethod.ConvenienceStore when !OffersStore(form) => new MethodNotOffered(),
            _ => null,
        };
    }

    private bool OffersStore(StartOrderForm form) =>
        gateways.For(form.Method) is { } gateway && (gateway.Abilities.Stores.Count == 0
            ? form.Store is null
            : form.Store is { } store && gateway.Abilities.Stores.Contains(store));

    private async Task<Refusal?> DescribeAsync(MemberHubDbContext database, PaymentOrder order, StartOrderForm form, Actor actor, SocietySettings settings, CancellationToken cancel)
    {
        switch (form.Method)
        {
            case PaymentMethod.Card:
                order.With(new PaymentDetails(), order.CreatedUtc + CardPageLife);
                return null;
            case PaymentMethod.ConvenienceStore:
                order.With(new PaymentDetails { Store = form.Store, Contact = form.ToContact() }, EndOfDay(JapanTime.DateOf(order.CreatedUtc).AddDays(settings.VoucherDays)));
                return null;
            default:
                if (await SlipAddressAsync(database, order.MemberId, cancel) is not { } slipTo)
                {
                    return new NoSlipAddress();
                }

                var promise = SlipPromise.For(clock.Today(), settings);
                order.With(new PaymentDetails { SlipTo = slipTo, SlipEarliest = promise.Earliest, SlipLatest = promise.Latest }, null);
                order.Record(PaymentEventKind.SlipRequested, order.CreatedUtc, actor.AccountId);
                await mails.QueueAsync(database, order, PaymentMailKind.SlipRequested, order.Amount, cancel);
                return null;
        }
    }

    // The last second of the day in Japan.
    private static DateTime EndOfDay(DateOnly day) =>
        DateTime.SpecifyKind(day.AddDays(1).ToDateTime(TimeOnly.MinValue).AddHours(-9).AddSeconds(-1), DateTimeKind.Utc);

    internal static async Task<MailingAddress?> SlipAddressAsync(MemberHubDbContext database, long memberId, CancellationToken cancel)
    {
        var member = await database.Members.AsNoTracking().Include(item => item.Affiliations.Where(affiliation => affiliation.Ordinal == 1)).SingleAsync(item => item.Id == memberId, cancel);
        var isBody = await database.MemberCategories.AnyAsync(category => category.Id == member.CategoryId && category.IsOrganisation, cancel);
        return MailingAddress.Of(member, isBody);
    }
}
