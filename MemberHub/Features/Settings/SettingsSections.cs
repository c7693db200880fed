using System.Globalization;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Settings;

/// <summary>All sections of the settings, in the order of the page.</summary>
public static class SettingsSections
{
    private const int LongestLine = 100;
    private const int LongestRetention = 50;

    // Days between two reminders, and after the due date.
    private const int LongestWait = 180;
    private const int LatestReminder = 999;

    public static readonly IReadOnlyList<SettingsSection> All =
    [
        new("names",
        [
            Name("NameJa", values => values.NameJa, (values, name) => values with { NameJa = name }, isRequired: true),
            Name("NameEn", values => values.NameEn, (values, name) => values with { NameEn = name }),
        ])
        {
            IsPrinted = true,
        },
        new("issuer",
        [
            Line("IssuerName", s => s.Issuer.Name, (s, v) => s with { Issuer = s.Issuer with { Name = v } }, isRequired: true),
            Line("Representative", s => s.Issuer.Representative, (s, v) => s with { Issuer = s.Issuer with { Representative = v } }),
            Code("IssuerPostalCode", s => s.Issuer.PostalCode, (s, v) => s with { Issuer = s.Issuer with { PostalCode = JapaneseText.PostalCode(v) } }, "PostalCode", v => JapaneseText.PostalCode(v) is { Length: 8 } code && code[3] == '-'),
            Lines("IssuerAddress", s => s.Issuer.Address, (s, v) => s with { Issuer = s.Issuer with { Address = v } }),
            Line("IssuerPhone", s => s.Issuer.Phone, (s, v) => s with { Issuer = s.Issuer with { Phone = JapaneseText.Phone(v) } }),
            Code("IssuerEmail", s => s.Issuer.Email, (s, v) => s with { Issuer = s.Issuer with { Email = v } }, "Email", v => EmailAddress.FaultOf(v) is null),
            Code("RegistrationNumber", s => s.Issuer.RegistrationNumber, (s, v) => s with { Issuer = s.Issuer with { RegistrationNumber = v } }, "RegistrationNumber", v => v.Length == 14 && v[0] == 'T' && v[1..].All(char.IsAsciiDigit)),
            Line("IssuerNameEn", s => s.Issuer.NameEn, (s, v) => s with { Issuer = s.Issuer with { NameEn = v } }),
            Line("RepresentativeEn", s => s.Issuer.RepresentativeEn, (s, v) => s with { Issuer = s.Issuer with { RepresentativeEn = v } }),
            Lines("IssuerAddressEn", s => s.Issuer.AddressEn, (s, v) => s with { Issuer = s.Issuer with { AddressEn = v } }),
            Choice("SealShape", s => s.Issuer.Seal.Shape, (s, v) => s with { Issuer = s.Issuer with { Seal = s.Issuer.Seal with { Shape = v } } }),
            Line("SealText", s => s.Issuer.Seal.Text, (s, v) => s with { Issuer = s.Issuer with { Seal = s.Issuer.Seal with { Text = v } } }),
            Line("SealCenter", s => s.Issuer.Seal.Center, (s, v) => s with { Issuer = s.Issuer with { Seal = s.Issuer.Seal with { Center = v } } }),
        ])
        {
            IsPrinted = true,
            Check = settings => settings.Issuer.Seal is { Shape: SealShape.Picture, Picture: "" } ? new SettingsFault("SealShape", "NoPicture", []) : null,
        },
        new("bank",
        [
            Line("Bank", s => s.BankAccount.Bank, (s, v) => s with { BankAccount = s.BankAccount with { Bank = v } }, isRequired: true),
            Line("Branch", s => s.BankAccount.Branch, (s, v) => s with { BankAccount = s.BankAccount with { Branch = v } }, isRequired: true),
            Code("BranchCode", s => s.BankAccount.BranchCode, (s, v) => s with { BankAccount = s.BankAccount with { BranchCode = v } }, "BranchCode", v => v.Length == 3 && v.All(char.IsAsciiDigit)),
            Line("AccountKind", s => s.BankAccount.Kind, (s, v) => s with { BankAccount = s.BankAccount with { Kind = v } }, isRequired: true),
            Code("AccountNumber", s => s.BankAccount.Number, (s, v) => s with { BankAccount = s.BankAccount with { Number = v } }, "AccountNumber", v => v.Length == 7 && v.All(char.IsAsciiDigit)),
            Line("Holder", s => s.BankAccount.Holder, (s, v) => s with { BankAccount = s.BankAccount with { Holder = v } }, isRequired: true),
            Line("HolderKana", s => s.BankAccount.HolderKana, (s, v) => s with { BankAccount = s.BankAccount with { HolderKana = JapaneseText.Kana(v) } }),
        ])
        {
            IsPrinted = true,
        },
        new("slips",
        [
            Code("PostalAccount", s => s.PostalAccount.Number, (s, v) => s with { PostalAccount = s.PostalAccount with { Number = v } }, "PostalAccount", PostalAccount.IsNumber),
            Line("PostalHolder", s => s.PostalAccount.Holder, (s, v) => s with { PostalAccount = s.PostalAccount with { Holder = v } }),
            Millimetres("SlipOffsetX", s => s.SlipPrinting.OffsetX, (s, v) => s with { SlipPrinting = s.SlipPrinting with { OffsetX = v } }),
            Millimetres("SlipOffsetY", s => s.SlipPrinting.OffsetY, (s, v) => s with { SlipPrinting = s.SlipPrinting with { OffsetY = v } }),
            Choice("SlipLabels", s => s.SlipPrinting.Labels, (s, v) => s with { SlipPrinting = s.SlipPrinting with { Labels = v } }),
        ])
        {
            IsPrinted = true,
        },
        new("calendar",
        [
            Number("StartMonth", 1, 12, s => s.Calendar.StartMonth, (s, v) => s with { Calendar = s.Calendar with { StartMonth = v } }),
            Number("PayableMonthsBefore", 0, 11, s => s.Calendar.PayableMonthsBefore, (s, v) => s with { Calendar = s.Calendar with { PayableMonthsBefore = v } }),
            Number("DueMonth", 1, 12, s => s.Calendar.DueMonth, (s, v) => s with { Calendar = s.Calendar with { DueMonth = v } }),
            Number("DueDay", 1, 31, s => s.Calendar.DueDay, (s, v) => s with { Calendar = s.Calendar with { DueDay = v } }),
            Number("InvoiceDays", 0, 180, s => s.InvoiceDays, (s, v) => s with { InvoiceDays = v }),
            Number("VoucherDays", 1, 59, s => s.VoucherDays, (s, v) => s with { VoucherDays = v }),
            Number("SlipDaysMin", 0, 30, s => s.Calendar.SlipDaysMin, (s, v) => s with { Calendar = s.Calendar with { SlipDaysMin = v } }),
            Number("SlipDaysMax", 0, 60, s => s.Calendar.SlipDaysMax, (s, v) => s with { Calendar = s.Calendar with { SlipDaysMax = v } }),
            Number("SlipBusyFromMonth", 0, 12, s => s.Calendar.SlipBusyFromMonth, (s, v) => s with { Calendar = s.Calendar with { SlipBusyFromMonth = v } }),
            Number("SlipBusyToMonth", 0, 12, s => s.Calendar.SlipBusyToMonth, (s, v) => s with { Calendar = s.Calendar with { SlipBusyToMonth = v } }),
            Number("SlipWeeksMin", 0, 12, s => s.Calendar.SlipWeeksMin, (s, v) => s with { Calendar = s.Calendar with { SlipWeeksMin = v } }),
            Number("SlipWeeksMax", 0, 12, s => s.Calendar.SlipWeeksMax, (s, v) => s with { Calendar = s.Calendar with { SlipWeeksMax = v } }),
            new("ClosingDays", SettingsInput.Lines, values => string.Join('\n', values.Settings.ClosingDays), WriteClosingDays),
        ])
        {
            Check = settings => MostBelowLeast(settings.Calendar),
        },
        new("methods",
        [
            Offered("OffersCard", s => s.Methods.Card, (s, v) => s with { Methods = s.Methods with { Card = v } }),
            Offered("OffersStore", s => s.Methods.ConvenienceStore, (s, v) => s with { Methods = s.Methods with { ConvenienceStore = v } }),
            Offered("OffersInvoice", s => s.Methods.BankTransfer, (s, v) => s with { Methods = s.Methods with { BankTransfer = v } }),
            Offered("OffersSlip", s => s.Methods.PaymentSlip, (s, v) => s with { Methods = s.Methods with { PaymentSlip = v } }),
        ])
        {
            Check = settings => Enum.GetValues<PaymentMethod>().Any(settings.Methods.Offers) ? null : new SettingsFault("OffersCard", "NoMethod", []),
        },
        new("reminders",
        [
            new("ReminderDays", SettingsInput.Lines, values => string.Join('\n', values.Settings.Reminders.Levels()), WriteReminderDays),
            Number("ReminderDaysBetween", 1, LongestWait, s => s.Reminders.DaysBetween, (s, v) => s with { Reminders = s.Reminders with { DaysBetween = v } }),
            .. Enumerable.Range(1, ReminderSettings.MostLevels).SelectMany(ReminderFields),
        ]),
        new("withdrawal", [Choice("Withdrawal", s => s.Withdrawal, (s, v) => s with { Withdrawal = v })]),
        new("receipts",
        [
            Choice("StampNote", s => s.Receipts.StampNote, (s, v) => s with { Receipts = s.Receipts with { StampNote = v } }),
            Offered("ForImported", s => s.Receipts.ForImported, (s, v) => s with { Receipts = s.Receipts with { ForImported = v } }),
        ]),
        new("directory",
        [
            Offered("PublishesRosters", s => s.Directory.PublishesRosters, (s, v) => s with { Directory = s.Directory with { PublishesRosters = v } }),
            Number("SearchesPerHour", 10, 600, s => s.Directory.SearchesPerHour, (s, v) => s with { Directory = s.Directory with { SearchesPerHour = v } }),
        ]),
        new("help",
        [
            Address("SupportMembershipEmail", s => s.Help.MembershipEmail, (s, v) => s with { Help = s.Help with { MembershipEmail = v } }),
            Address("SupportSystemEmail", s => s.Help.SystemEmail, (s, v) => s with { Help = s.Help with { SystemEmail = v } }),
            HelpLinks.Field,
        ]),
        new("certificates",
        [
            Offered("CertificateOnlyPaid", s => s.Certificates.OnlyPaid, (s, v) => s with { Certificates = s.Certificates with { OnlyPaid = v } }),
        ]),
        new("lists",
        [
            Lines("Qualifications", s => s.Qualifications, (s, v) => s with { Qualifications = v }),
            Lines("Specialties", s => s.Specialties, (s, v) => s with { Specialties = v }),
            Lines("OwnWords", s => s.OwnWords, (s, v) => s with { OwnWords = v }),
        ]),
        new("records", [Number("AuditYears", SocietySettings.LeastAuditYears, LongestRetention, s => s.AuditYears, (s, v) => s with { AuditYears = v })]),
    ];

    private enum YesNo
    {
        No,
        Yes,
    }

    private static SettingsField Name(string name, Func<SettingsValues, string> read, Func<SettingsValues, string, SettingsValues> write, bool isRequired = false) =>
        new(name, SettingsInput.Line, read, (values, typed) => OneLine(typed, Society.NameMaxLength, isRequired, text => write(values, text)));

    private static SettingsField Line(string name, Func<SocietySettings, string> read, Func<SocietySettings, string, SocietySettings> write, bool isRequired = false) =>
        new(name, SettingsInput.Line, values => read(values.Settings), (values, typed) => OneLine(typed, LongestLine, isRequired, text => values with { Settings = write(values.Settings, text) }));

    private static SettingsAnswer OneLine(string typed, int longest, bool isRequired, Func<string, SettingsValues> write) => JapaneseText.Text(typed) switch
    {
        "" when isRequired => new SettingsAnswer(null, "Required"),
        var text when text.Length > longest => new SettingsAnswer(null, "TooLong", longest),
        var text when JapaneseText.HasControlCharacters(text) => new SettingsAnswer(null, "Control"),
        var text => write(text),
    };

    private static SettingsField Code(string name, Func<SocietySettings, string> read, Func<SocietySettings, string, SocietySettings> write, string fault, Predicate<string> isSound) =>
        new(name, SettingsInput.Line, values => read(values.Settings), (values, typed) => JapaneseText.Code(typed) is var code && (code.Length == 0 || isSound(code))
            ? values with { Settings = write(values.Settings, code) }
            : new SettingsAnswer(null, fault));

    private static SettingsField Address(string name, Func<SocietySettings, string> read, Func<SocietySettings, string, SocietySettings> write) =>
        Code(name, read, write, "Email", address => EmailAddress.FaultOf(address) is null);

    private static SettingsField Lines(string name, Func<SocietySettings, IReadOnlyList<string>> read, Func<SocietySettings, IReadOnlyList<string>, SocietySettings> write) =>
        new(name, SettingsInput.Lines, values => string.Join('\n', read(values.Settings)), (values, typed) => Split(typed) switch
        {
            var lines when lines.Any(line => line.Length > LongestLine) => new SettingsAnswer(null, "TooLong", LongestLine),
            var lines when lines.Any(JapaneseText.HasControlCharacters) => new SettingsAnswer(null, "Control"),
            var lines => values with { Settings = write(values.Settings, lines) },
        });

    private static SettingsField Number(string name, int least, int most, Func<SocietySettings, int> read, Func<SocietySettings, int, SocietySettings> write) =>
        new(name, SettingsInput.Number, values => read(values.Settings).ToString(CultureInfo.InvariantCulture), (values, typed) =>
            int.TryParse(JapaneseText.Code(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? values with { Settings = write(values.Settings, number) }
                : new SettingsAnswer(null, "Number", least, most));

    // Tenths, with a sign in any of the forms that keyboards write.
    private static SettingsField Millimetres(string name, Func<SocietySettings, double> read, Func<SocietySettings, double, SocietySettings> write) =>
        new(name, SettingsInput.Line, values => read(values.Settings).ToString("0.0", CultureInfo.InvariantCulture), (values, typed) =>
            double.TryParse(JapaneseText.Code(typed).Replace('−', '-').Replace('ー', '-'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var length)
                && Math.Abs(length) <= SlipPrinting.MaxOffset
                ? values with { Settings = write(values.Settings, Math.Round(length, 1) + 0.0) }
                : new SettingsAnswer(null, "Millimetres", (int)SlipPrinting.MaxOffset));

    private static SettingsField Choice<T>(string name, Func<SocietySettings, T> read, Func<SocietySettings, T, SocietySettings> write)
        where T : struct, Enum =>
        new(name, SettingsInput.Choice, values => read(values.Settings).ToString(), (values, typed) => Enum.GetNames<T>().Contains(typed)
            ? values with { Settings = write(values.Settings, Enum.Parse<T>(typed)) }
            : new SettingsAnswer(null, "Choice"))
        {
            Choices = Enum.GetNames<T>(),
        };

    private static SettingsField Offered(string name, Func<SocietySettings, bool> read, Func<SocietySettings, bool, SocietySettings> write) =>
        Choice(name, settings => read(settings) ? YesNo.Yes : YesNo.No, (settings, choice) => write(settings, choice == YesNo.Yes));

    private static SettingsField Paragraphs(string name, int longest, Func<SocietySettings, string> read, Func<SocietySettings, string, SocietySettings> write) =>
        new(name, SettingsInput.Text, values => read(values.Settings), (values, typed) => typed.ReplaceLineEndings("\n").Trim() switch
        {
            var text when text.Length > longest => new SettingsAnswer(null, "TextTooLong", longest),
            var text when JapaneseText.HasControlCharacters(text.Replace('\n', ' ')) => new SettingsAnswer(null, "Control"),
            var text => values with { Settings = write(values.Settings, text) },
        });

    private static IEnumerable<SettingsField> ReminderFields(int level)
    {
        yield return Line($"ReminderSubject{level}", s => s.Reminders.WordsOf(level).Subject, (s, v) => s with { Reminders = s.Reminders.Say(s.Reminders.WordsOf(level) with { Subject = v }) });
        yield return Paragraphs(
            $"ReminderBody{level}", ReminderWords.BodyMaxLength, s => s.Reminders.WordsOf(level).Body, (s, v) => s with { Reminders = s.Reminders.Say(s.Reminders.WordsOf(level) with { Body = v }) });
        yield return Line($"ReminderSubjectEn{level}", s => s.Reminders.WordsOf(level).SubjectEn, (s, v) => s with { Reminders = s.Reminders.Say(s.Reminders.WordsOf(level) with { SubjectEn = v }) });
        yield return Paragraphs(
            $"ReminderBodyEn{level}", ReminderWords.BodyMaxLength, s => s.Reminders.WordsOf(level).BodyEn, (s, v) => s with { Reminders = s.Reminders.Say(s.Reminders.WordsOf(level) with { BodyEn = v }) });
    }

    private static SettingsAnswer WriteReminderDays(SettingsValues values, string typed)
    {
        var lines = Split(typed).Select(JapaneseText.Code).ToList();
        var days = lines.Select(line => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0).ToList();
        return days.Count is >= 1 and <= ReminderSettings.MostLevels && days.All(day => day is >= 1 and <= LatestReminder) && days.Zip(days.Skip(1)).All(pair => pair.First < pair.Second)
            ? values with { Settings = values.Settings with { Reminders = values.Settings.Reminders with { DaysAfterDue = days } } }
            : new SettingsAnswer(null, "ReminderDays", LatestReminder, ReminderSettings.MostLevels);
    }

    private static SettingsFault? MostBelowLeast(PaymentCalendar calendar) =>
        calendar.SlipDaysMin > calendar.SlipDaysMax ? new SettingsFault(nameof(calendar.SlipDaysMax), "MostBelowLeast", [])
        : calendar.SlipWeeksMin > calendar.SlipWeeksMax ? new SettingsFault(nameof(calendar.SlipWeeksMax), "MostBelowLeast", [])
        : null;

    private static SettingsAnswer WriteClosingDays(SettingsValues values, string typed)
    {
        var days = Split(typed).Select(JapaneseText.Code).ToList();
        try
        {
            _ = new ClosingDays(days);
        }
        catch (FormatException)
        {
            return new SettingsAnswer(null, "ClosingDays");
        }

        return values with { Settings = values.Settings with { ClosingDays = days } };
    }

    private static List<string> Split(string typed) => [.. typed.ReplaceLineEndings("\n").Split('\n').Select(JapaneseText.Text).Where(line => line.Length > 0)];
}
