using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation;

/// <summary>What is typed in from a passbook or a postal notice. Values are texts as typed, empty where the form sent none; full-width digits and commas are accepted.</summary>
public sealed class TypedDeposit
{
    /// <summary>yyyy-MM-dd.</summary>
    public string Day { get; set => field = value ?? ""; } = "";

    public string Amount { get; set => field = value ?? ""; } = "";

    public string Payer { get; set => field = value ?? ""; } = "";

    /// <summary>通信欄, member or invoice number.</summary>
    public string Message { get; set => field = value ?? ""; } = "";

    public string Origin { get; set => field = value ?? ""; } = "";

    public PaymentMethod Method { get; set; } = PaymentMethod.PaymentSlip;

    /// <summary>32 hex digits made with the form, so that a double press makes one deposit.</summary>
    public string RequestKey { get; set => field = value ?? ""; } = "";

    public DateOnly? ReadDay() => JapaneseDate.Read(Day);

    public Yen? ReadAmount() => AmountText.Read(Amount);
}

public sealed class TypedDepositValidator : AbstractValidator<TypedDeposit>
{
    /// <summary>Older money is a mistyped year: statements do not reach further back.</summary>
    public const int OldestYears = 2;

    public TypedDepositValidator(IStringLocalizer<ReconciliationText> text, TimeProvider clock)
    {
        RuleFor(form => form.Day).Must((form, _) => form.ReadDay() is not null).WithMessage(_ => text["Typed.Day.Wrong"]);
        RuleFor(form => form.Day).Must((form, _) => form.ReadDay() is not { } day || day >= clock.Today().AddYears(-OldestYears)).WithMessage(_ => text["Typed.Day.Old", OldestYears]);
        RuleFor(form => form.Amount).Must((form, _) => form.ReadAmount() is not null).WithMessage(_ => text["Typed.Amount.Wrong"]);
        RuleFor(form => form.Payer).MaximumLength(UnmatchedDeposit.PayerMaxLength).WithMessage(_ => text["Typed.TooLong"]);
        RuleFor(form => form.Message).MaximumLength(UnmatchedDeposit.MessageMaxLength).WithMessage(_ => text["Typed.TooLong"]);
        RuleFor(form => form.Origin).MaximumLength(UnmatchedDeposit.OriginMaxLength).WithMessage(_ => text["Typed.TooLong"]);
    }
}

/// <summary>Takes in one deposit that no file brings (入金の入力).</summary>
public sealed class TypeInDeposit(MemberHubDatabases databases, IValidator<TypedDeposit> validator, TimeProvider clock)
{
    private const int KeyLength = 32;

    /// <summary>The deposit's number. A second press answers the first one's.</summary>
    public async Task<Result<long>> RunAsync(Actor actor, TypedDeposit form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        var isSound = (await validator.ValidateAsync(form, cancel)).IsValid && form.RequestKey.Length == KeyLength && !JapaneseText.HasControlCharacters(form.Payer + form.Message + form.Origin);
        if (!isSound || form.ReadDay() is not { } day || form.ReadAmount() is not { } amount || day > clock.Today())
        {
            return new NotADeposit();
        }

        var key = "typed:" + form.RequestKey;
        try
        {
            await using var database = databases.Open(actor.SocietyId);
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            var deposit = new UnmatchedDeposit(key, DepositSource.Typed, form.Method, day, amount)
            {
                Payer = form.Payer.Trim(),
                Message = form.Message.Trim(),
                Origin = form.Origin.Trim(),
            };
            deposit.Record(DepositEventKind.Arrived, clock.UtcNow(), actor.AccountId);
            database.Add(deposit);
            await database.SaveChangesAsync(cancel);
            database.Record(actor, clock.UtcNow(), nameof(TypeInDeposit), null, new { Deposit = deposit.Id, Amount = amount.Value, Day = day, Method = form.Method.ToString() });
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return deposit.Id;
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            await using var database = databases.Open(actor.SocietyId);
            return await database.UnmatchedDeposits.Where(deposit => deposit.Key == key).Select(deposit => deposit.Id).SingleAsync(cancel);
        }
    }
}
