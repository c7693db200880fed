using MemberHub.Components;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Settings;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MemberHub.Tests.Features.Settings;

public sealed class ChangeSettingsTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor Administrator => new(1, society.Id, null, [StaffRole.SystemAdministrator]);

    private OpenSettings Open => app.Services.GetRequiredService<OpenSettings>();

    private ChangeSettings Change => app.Services.GetRequiredService<ChangeSettings>();

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_is_read_can_be_written_back_and_changes_nothing()
    {
        var values = (await Open.RunAsync(Administrator, Cancel)).OrThrow().Values;

        Assert.All(SettingsSections.All.SelectMany(section => section.Fields), field =>
        {
            var answer = field.Write(SettingsValues.Of(society), values[field.Name]);
            Assert.Equal(values[field.Name], field.Read(answer.Values!));
        });
        foreach (var section in SettingsSections.All)
        {
            Assert.IsType<SettingsUnchanged>((await Change.RunAsync(Administrator, section.Name, await FormAsync(), Cancel)).Refusal);
        }
    }

    [Fact]
    public async Task A_change_counts_and_keeps_old_and_new_in_the_trail()
    {
        var form = await FormAsync();
        (form.Typed["AccountNumber"], form.Typed["Branch"]) = ("０１２３４５６", "本店営業部");
        var before = society.Settings.BankAccount;

        Assert.True((await Change.RunAsync(Administrator, "bank", form, Cancel)).Succeeded);

        await using var database = app.Databases.Open(society.Id);
        var now = (await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel)).Settings;
        Assert.Equal(before with { Number = "0123456", Branch = "本店営業部" }, now.BankAccount);
        Assert.Equal(society.Settings.Issuer.Name, now.Issuer.Name);
        var line = await database.AuditEntries.SingleAsync(entry => entry.Action == "ChangeSettings", Cancel);
        Assert.Contains(before.Number, line.Details, StringComparison.Ordinal);
        Assert.Contains("0123456", line.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("IssuerName", line.Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bank", "AccountNumber", "123456", "AccountNumber")]
    [InlineData("bank", "Bank", "　", "Required")]
    [InlineData("bank", "BranchCode", "08a", "BranchCode")]
    [InlineData("issuer", "RegistrationNumber", "T123", "RegistrationNumber")]
    [InlineData("issuer", "IssuerEmail", "office", "Email")]
    [InlineData("issuer", "IssuerPostalCode", "98-0011", "PostalCode")]
    [InlineData("issuer", "SealShape", "Triangle", "Choice")]
    [InlineData("issuer", "Representative", "理事長\u0007", "Control")]
    [InlineData("calendar", "StartMonth", "13", "Number")]
    [InlineData("calendar", "DueDay", "", "Number")]
    [InlineData("calendar", "ClosingDays", "8/15\nお盆", "ClosingDays")]
    [InlineData("calendar", "SlipDaysMax", "2", "MostBelowLeast")]
    [InlineData("names", "NameJa", " ", "Required")]
    [InlineData("reminders", "ReminderDays", "30\n30", "ReminderDays")]
    [InlineData("reminders", "ReminderDays", "90\n30", "ReminderDays")]
    [InlineData("reminders", "ReminderDays", "", "ReminderDays")]
    [InlineData("reminders", "ReminderDays", "10\n20\n30\n40\n50\n60", "ReminderDays")]
    [InlineData("reminders", "ReminderDaysBetween", "0", "Number")]
    [InlineData("reminders", "ReminderBody2", "期限を\u0007過ぎています", "Control")]
    [InlineData("lists", "OwnWords", "学会\n本\u0000学会", "Control")]
    [InlineData("slips", "PostalAccount", "10190-0-123456", "PostalAccount")]
    [InlineData("slips", "SlipOffsetX", "10.1", "Millimetres")]
    [InlineData("slips", "SlipOffsetY", "少し", "Millimetres")]
    [InlineData("slips", "SlipLabels", "A4", "Choice")]
    [InlineData("names", "NameJa", "日本😀学会", "NotPrintable")]
    [InlineData("issuer", "IssuerName", "日本😀学会", "NotPrintable")]
    [InlineData("issuer", "IssuerAddress", "仙台市青葉区\n😀ビル", "NotPrintable")]
    [InlineData("issuer", "SealText", "学会😀之印", "NotPrintable")]
    [InlineData("bank", "Holder", "学会😀", "NotPrintable")]
    [InlineData("slips", "PostalHolder", "学会😀", "NotPrintable")]
    [Asvs("2.2.1", "2.2.3", "2.3.3")]
    public async Task A_fault_is_said_at_its_field_and_nothing_is_changed(string section, string field, string typed, string fault)
    {
        var form = await FormAsync();
        form.Typed[field] = typed;

        var faulty = Assert.IsType<SettingsFaulty>((await Change.RunAsync(Administrator, section, form, Cancel)).Refusal);

        Assert.Equal((field, fault), (Assert.Single(faulty.Faults).Field, faulty.Faults[0].Fault));
        await using var database = app.Databases.Open(society.Id);
        Assert.False(await database.AuditEntries.AnyAsync(entry => entry.Action == "ChangeSettings", Cancel));
    }

    [Fact]
    public async Task What_papers_cannot_print_is_named_sign_by_sign()
    {
        var form = await FormAsync();
        form.Typed["IssuerAddress"] = "仙台市😀青葉区\n🎉ビル😀";

        var faulty = Assert.IsType<SettingsFaulty>((await Change.RunAsync(Administrator, "issuer", form, Cancel)).Refusal);

        Assert.Equal(["😀🎉"], faulty.Faults.Single().Facts);
    }

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("−0.3", -0.3)]
    [InlineData("－１．２５", -1.2)]
    [InlineData("-0.01", 0)]
    public async Task Print_is_moved_by_tenths_of_a_millimetre(string typed, double moved)
    {
        var form = await FormAsync();
        (form.Typed["SlipOffsetX"], form.Typed["PostalAccount"]) = (typed, "00190-0-7");

        Assert.True((await Change.RunAsync(Administrator, "slips", form, Cancel)).Succeeded);

        await using var database = app.Databases.Open(society.Id);
        var settings = (await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel)).Settings;
        Assert.Equal((moved, "00190-0-7"), (settings.SlipPrinting.OffsetX, settings.PostalAccount.Number));
    }

    [Fact]
    public async Task A_slip_promise_that_is_wrong_hinders_no_other_section()
    {
        await SetAsync(settings => settings with { Calendar = settings.Calendar with { SlipDaysMin = 9, SlipDaysMax = 2 } });
        var form = await FormAsync();
        form.Typed["Bank"] = "あおば銀行";

        Assert.True((await Change.RunAsync(Administrator, "bank", form, Cancel)).Succeeded);
        form = await FormAsync();
        form.Typed["DueDay"] = "20";
        Assert.Equal("MostBelowLeast", Assert.IsType<SettingsFaulty>((await Change.RunAsync(Administrator, "calendar", form, Cancel)).Refusal).Faults.Single().Fault);
    }

    [Fact]
    public async Task The_societys_names_are_in_the_header_at_once()
    {
        var form = await FormAsync();
        (form.Typed["NameJa"], form.Typed["NameEn"]) = ("若葉医学会", "");

        Assert.True((await Change.RunAsync(Administrator, "names", form, Cancel)).Succeeded);

        var page = await app.Connect().GetStringAsync("/login", Cancel);
        Assert.Contains("若葉医学会", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        var brand = app.Services.GetRequiredService<PortalBrand>();
        Assert.Equal(("若葉医学会", "若葉医学会"), (brand.NameJa, brand.NameEn));
    }

    [Fact]
    public async Task What_reminders_say_and_when_is_what_was_set()
    {
        var form = await FormAsync();
        (form.Typed["ReminderDays"], form.Typed["ReminderDaysBetween"]) = ("１０\r\n45\r\n", "7");
        (form.Typed["ReminderSubject2"], form.Typed["ReminderBody2"]) = ("再度のお願い", "先日お知らせしました会費が、\r\nまだ届いていません。");

        Assert.True((await Change.RunAsync(Administrator, "reminders", form, Cancel)).Succeeded);

        var rules = (await SettingsAsync()).Reminders;
        Assert.Equal([10, 45], rules.Levels());
        Assert.Equal(7, rules.DaysBetween);
        Assert.Equal(new ReminderWords { Level = 2, Subject = "再度のお願い", Body = "先日お知らせしました会費が、\nまだ届いていません。" }, Assert.Single(rules.Words));
        form = await FormAsync();
        (form.Typed["ReminderSubject2"], form.Typed["ReminderBody2"]) = ("", "");
        Assert.True((await Change.RunAsync(Administrator, "reminders", form, Cancel)).Succeeded);
        Assert.Empty((await SettingsAsync()).Reminders.Words);
    }

    [Fact]
    public async Task Some_way_to_pay_is_always_offered()
    {
        var form = await FormAsync();
        (form.Typed["OffersCard"], form.Typed["OffersStore"], form.Typed["OffersInvoice"]) = ("No", "No", "No");

        Assert.True((await Change.RunAsync(Administrator, "methods", form, Cancel)).Succeeded);
        Assert.Equal([PaymentMethod.PaymentSlip], Enum.GetValues<PaymentMethod>().Where((await SettingsAsync()).Methods.Offers));

        form = await FormAsync();
        form.Typed["OffersSlip"] = "No";
        Assert.Equal("NoMethod", Assert.IsType<SettingsFaulty>((await Change.RunAsync(Administrator, "methods", form, Cancel)).Refusal).Faults.Single().Fault);
    }

    [Fact]
    public async Task The_second_of_two_who_opened_the_page_is_told()
    {
        var (first, second) = (await FormAsync(), await FormAsync());
        first.Typed["Bank"] = "あおば銀行";
        second.Typed["Bank"] = "みなと銀行";

        var answers = await Task.WhenAll(Change.RunAsync(Administrator, "bank", first, Cancel), Task.Run(() => Change.RunAsync(Administrator, "bank", second, Cancel)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Single(answers, answer => answer.Refusal is SettingsMoved { Last.Action: nameof(ChangeSettings) });
    }

    [Fact]
    public async Task Two_sections_changed_at_once_both_stay()
    {
        var (bank, receipts) = (await FormAsync(), await FormAsync());
        bank.Typed["Bank"] = "あおば銀行";
        receipts.Typed["ForImported"] = society.Settings.Receipts.ForImported ? "No" : "Yes";

        var answers = await Task.WhenAll(Task.Run(() => Change.RunAsync(Administrator, "bank", bank, Cancel)), Task.Run(() => Change.RunAsync(Administrator, "receipts", receipts, Cancel)));

        Assert.All(answers, answer => Assert.True(answer.Succeeded));
        var values = (await Open.RunAsync(Administrator, Cancel)).OrThrow().Values;
        Assert.Equal(("あおば銀行", receipts.Typed["ForImported"]), (values["Bank"], values["ForImported"]));
    }

    [Theory]
    [InlineData(StaffRole.Secretary)]
    [InlineData(StaffRole.Accountant)]
    [InlineData(StaffRole.Viewer)]
    public async Task Only_an_administrator_changes_them(StaffRole role)
    {
        var actor = Administrator with { Roles = [role] };

        Assert.False((await Open.RunAsync(actor, Cancel)).OrThrow().MayChange);
        Assert.IsType<NotAllowed>((await Change.RunAsync(actor, "bank", await FormAsync(), Cancel)).Refusal);
    }

    [Fact]
    public async Task Every_field_and_section_has_its_words()
    {
        var text = app.Services.GetRequiredService<IStringLocalizer<SettingsText>>();

        Assert.All(SettingsSections.All, section => Assert.All([$"Section.{section.Name}", $"Section.{section.Name}.Says"], key => Assert.False(text[key].ResourceNotFound, key)));
        Assert.All(
            SettingsSections.All.SelectMany(section => section.Fields).SelectMany(field => field.Choices.Select(choice => $"Choice.{field.Name}.{choice}").Prepend($"Field.{field.Name}")),
            key => Assert.False(text[key].ResourceNotFound, key));
        Assert.IsType<NoSuchSection>((await Change.RunAsync(Administrator, "other", new SettingsForm(), Cancel)).Refusal);
    }

    private async Task<SocietySettings> SettingsAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return (await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel)).Settings;
    }

    private async Task SetAsync(Func<SocietySettings, SocietySettings> set)
    {
        await using var database = app.Databases.Open(society.Id);
        var row = await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel);
        row.Change(set(row.Settings));
        await database.SaveChangesAsync(Cancel);
    }

    private async Task<SettingsForm> FormAsync()
    {
        var values = (await Open.RunAsync(Administrator, Cancel)).OrThrow().Values;
        return new SettingsForm { Typed = new(values), Shown = new(values) };
    }
}
