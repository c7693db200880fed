using System.Text.RegularExpressions;
using FluentValidation;
using MemberHub.Domain.Members;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Profile;

/// <summary>The rules that many fields of the form share, and where their sentences go.</summary>
internal sealed partial class ProfileFaults(ValidationContext<ProfileForm> context, IStringLocalizer<ProfileText> texts)
{
    public void Add(string path, string text, params object[] facts) => context.AddFailure(path, texts[text, facts]);

    public void OfText(string path, string typed, string before, int maxLength)
    {
        if (typed == before)
        {
            return;
        }

        var text = JapaneseText.Text(typed);
        if (JapaneseText.HasControlCharacters(text) || text.AsSpan().ContainsAny('\n', '\r', '\t'))
        {
            Add(path, "ControlCharacters");
        }
        else if (text.Length > maxLength)
        {
            Add(path, "TooLong", maxLength, text.Length);
        }
    }

    public void OfAddress(string path, AddressForm typed, PostalAddress before, bool overseas)
    {
        var postalCode = $"{path}.{nameof(typed.PostalCode)}";
        OfText(postalCode, typed.PostalCode, before.PostalCode, PostalAddress.PostalCodeMaxLength);
        var code = JapaneseText.PostalCode(typed.PostalCode);
        var japanese = !overseas && (typed.Address.Length == 0 || JapaneseText.HasKanjiOrKana(typed.Address));
        if (typed.PostalCode != before.PostalCode && code.Length > 0 && japanese && !JapanesePostalCode().IsMatch(code))
        {
            Add(postalCode, "PostalCodeDigits");
        }

        OfText($"{path}.{nameof(typed.Address)}", typed.Address, before.Address, PostalAddress.AddressMaxLength);
        OfPhone($"{path}.{nameof(typed.Phone)}", typed.Phone, before.Phone, overseas);
    }

    public void OfPhone(string path, string typed, string before, bool overseas)
    {
        OfText(path, typed, before, PostalAddress.PhoneMaxLength);
        var phone = JapaneseText.Phone(typed);
        if (typed == before || phone.Length == 0)
        {
            return;
        }

        var match = Phone().Match(phone);
        var digits = match.Groups["number"].ValueSpan.ToArray().Count(char.IsAsciiDigit);
        if (!match.Success || digits < 5)
        {
            Add(path, "PhoneDigits");
        }
        else if (!overseas && phone[0] == '0' && !phone.StartsWith("00", StringComparison.Ordinal) && digits != JapaneseLength(phone))
        {
            Add(path, "PhoneLength", JapaneseLength(phone), digits);
        }
    }

    // 050, 060, 070, 080, 090 and 0800 have eleven digits, all others ten.
    private static int JapaneseLength(string phone) => phone.Length > 2 && phone[1] >= '5' && phone[2] == '0' ? 11 : 10;

    [GeneratedRegex(@"\A[0-9]{3}-[0-9]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex JapanesePostalCode();

    // An extension may follow: 03-0123-4567 内線 123.
    [GeneratedRegex(@"\A(?<number>\+?[0-9(][0-9()\-. /]*)(?:[(\s]*(?:内線|内|ext\.?|x)[\s:]*[0-9]{1,6}\)?)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Phone();
}
