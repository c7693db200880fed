using System.Security.Cryptography;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Sandbox;

/// <summary>Numbers that look like those of each chain. They begin with 99, so that none is taken for a real one.</summary>
internal static class VoucherNumbers
{
    private const string Mark = "99";

    /// <summary>The number typed at the machine, and the second one that some chains ask for, or empty.</summary>
    public static (string Number, string Confirmation) New(ConvenienceStore store) => store switch
    {
        ConvenienceStore.SevenEleven => (Digits(13), ""),
        ConvenienceStore.FamilyMart => (Digits(12), Digits(5)),
        ConvenienceStore.Lawson or ConvenienceStore.Ministop => (Digits(12), Digits(6)),
        ConvenienceStore.DailyYamazaki => (Digits(11), ""),
        ConvenienceStore.Seicomart => (Digits(11), Digits(6)),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, null),
    };

    private static string Digits(int length) => Mark + RandomNumberGenerator.GetString("0123456789", length - Mark.Length);
}
