using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain.Help;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;

namespace MemberHub.Features.Support;

/// <summary>What a society's settings say, for the help texts: names, days and addresses change there without a programmer.</summary>
public sealed class HelpFacts(MailSender sender, PublicAddress address)
{
    private const int FullYear = 2001;

    /// <summary>By the names that stand in braces in the texts.</summary>
    public IReadOnlyDictionary<string, string> Of(Society society, string language) => Spoken.In(language, () =>
    {
        var (settings, calendar) = (society.Settings, society.Settings.Calendar);
        var year = new FiscalYear(FullYear);
        return new Dictionary<string, string>
        {
            ["society"] = society.NameIn(language),
            ["office-mail"] = settings.Issuer.Email,
            ["office-phone"] = settings.Issuer.Phone,
            ["portal"] = address.Root,
            ["sender"] = sender.Address,
            ["domain"] = sender.Domain,
            ["year-start"] = Show.MonthDay(calendar.FirstDay(year)),
            ["year-end"] = Show.MonthDay(calendar.LastDay(year)),
            ["payable-from"] = Show.MonthDay(calendar.PayableFrom(year)),
            ["due"] = Show.MonthDay(calendar.DueOn(year)),
            ["voucher-days"] = Number(settings.VoucherDays),
            ["slip-days"] = Span(calendar.SlipDaysMin, calendar.SlipDaysMax, language),
            ["slip-weeks"] = Span(calendar.SlipWeeksMin, calendar.SlipWeeksMax, language),
        };
    });

    /// <summary>Whether an entry holds for the society: some are about a way to pay that it may not offer.</summary>
    public static bool Holds(HelpEntry entry, SocietySettings settings) => entry.Condition switch
    {
        "card" => settings.Methods.Offers(PaymentMethod.Card),
        "store" => settings.Methods.Offers(PaymentMethod.ConvenienceStore),
        "invoice" => settings.Methods.Offers(PaymentMethod.BankTransfer),
        "slip" => settings.Methods.Offers(PaymentMethod.PaymentSlip),
        "busy" => settings.Methods.Offers(PaymentMethod.PaymentSlip) && settings.Calendar.SlipBusyFromMonth > 0,
        "" => true,
        var other => throw new FormatException($"No help entry can hold for {other}."),
    };

    private static string Span(int least, int most, string language) => least == most ? Number(least) : $"{Number(least)}{(language == "en" ? "–" : "〜")}{Number(most)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
