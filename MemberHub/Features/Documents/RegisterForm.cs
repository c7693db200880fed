using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Documents;

/// <summary>What the register is searched for, as typed: any of day, amount and counterparty, alone or together (電子帳簿保存法).</summary>
public sealed record RegisterForm
{
    public string? From { get; init; }

    public string? To { get; init; }

    public string? Least { get; init; }

    public string? Most { get; init; }

    public string? Counterparty { get; init; }

    public string? Kind { get; init; }

    /// <summary>The search, or the field that cannot be understood.</summary>
    public Result<RegisterSearch> Parse()
    {
        if (!TryDay(From, out var from))
        {
            return new NotADay(nameof(From));
        }

        if (!TryDay(To, out var to))
        {
            return new NotADay(nameof(To));
        }

        if (!TryAmount(Least, out var least))
        {
            return new NotAnAmount(nameof(Least));
        }

        if (!TryAmount(Most, out var most))
        {
            return new NotAnAmount(nameof(Most));
        }

        if (from > to || least > most)
        {
            return new EmptyRange(from > to ? nameof(To) : nameof(Most));
        }

        return new RegisterSearch(from, to, least, most, JapaneseText.Text(Counterparty ?? ""), Enum.TryParse<DocumentKind>(Kind, out var kind) ? kind : null);
    }

    private static bool TryDay(string? typed, out DateOnly? day)
    {
        day = JapaneseDate.Read(typed);
        return day is not null || string.IsNullOrWhiteSpace(typed);
    }

    private static bool TryAmount(string? typed, out long? amount)
    {
        amount = TypedAmount.ReadYen(typed ?? "");
        return amount is not null || string.IsNullOrWhiteSpace(typed);
    }
}

/// <summary>The search, understood. Days and amounts include their ends.</summary>
public sealed record RegisterSearch(DateOnly? From, DateOnly? To, long? Least, long? Most, string Counterparty, DocumentKind? Kind);
