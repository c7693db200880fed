using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Documents;

public sealed class IssueReceiptTests : DocumentsWorld
{
    [Fact]
    public async Task The_first_ask_issues_and_every_other_gets_the_same_file()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var key = await PaymentOfAsync(actor);

        Assert.Equal("R-2026-000001", (await Issue.RunAsync(actor, key, Form(), Cancel)).Value);
        Assert.Equal("R-2026-000001", (await Issue.RunAsync(actor, key, Form("別の 名前"), Cancel)).Value);

        var document = await DocumentAsync("R-2026-000001");
        Assert.Equal((DocumentKind.Receipt, new Yen(12_000), "髙橋　真理子"), (document.Kind, document.Amount, document.Counterparty));
        Assert.Equal((key, null, null), ($"{document.PaymentId}", document.OrderId, document.DueOn));
        Assert.Single(document.Files);
        var content = await ContentAsync(document.Number);
        Assert.Equal((new DateOnly(2026, 11, 22), new DateOnly(2026, 3, 31)), (content.IssuedOn, content.ReceivedOn));
        Assert.Equal((PaymentMethod.BankTransfer, StampNote.NotTaxable), (content.Method, content.StampNote));
        await using var database = App.Databases.Open(Society.Id);
        Assert.Contains("R-2026-000001", Assert.Single(await database.AuditEntries.Where(entry => entry.Action == "IssueReceipt").ToListAsync(Cancel)).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_asks_at_once_lead_to_one_receipt()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var key = await PaymentOfAsync(actor);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Issue.RunAsync(actor, key, Form(), Cancel))));

        Assert.All(results, result => Assert.Equal("R-2026-000001", result.Value));
        Assert.Equal(1, await CountAsync(database => database.IssuedDocuments));
        Assert.Equal(1, await CountAsync(database => database.AuditEntries.Where(entry => entry.Action == "IssueReceipt")));
    }

    // The index is what holds when code does not; with it, the second row is refused, and without it, taken.
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task The_index_allows_one_receipt_for_a_payment(bool indexed, int receipts)
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var content = await ContentAsync(await IssuedAsync(actor)) with { Number = "R-2026-000099" };
        var payment = long.Parse(await PaymentOfAsync(actor), System.Globalization.CultureInfo.InvariantCulture);
        if (!indexed)
        {
            await ChangeDataAsync(database => database.Database.ExecuteSqlRawAsync("DROP INDEX \"IX_IssuedDocuments_OneReceiptPerPayment\"", Cancel));
        }

        var error = await Record.ExceptionAsync(() => ChangeDataAsync(database =>
        {
            database.Add(IssuedDocument.ForPayment(payment, actor.MemberId!.Value, content, "{}"));
            return Task.CompletedTask;
        }));

        Assert.Equal(indexed, error is DbUpdateException update && update.IsUniqueViolation());
        Assert.Equal(receipts, await CountAsync(database => database.IssuedDocuments));
    }

    [Theory]
    [InlineData(AddresseeChoice.Person, "病院", "", "", "会費として")]
    [InlineData(AddresseeChoice.Affiliation, "", "検査部", "髙橋", "会費として")]
    [InlineData(AddresseeChoice.Both, "病院", "", "　", "会費として")]
    [InlineData(AddresseeChoice.Person, "", "", "髙橋\u0007", "会費として")]
    [InlineData(AddresseeChoice.Person, "", "", "髙橋\n真理子", "会費として")]
    [InlineData(AddresseeChoice.Person, "", "", "髙橋\u202E", "会費として")]
    [InlineData(AddresseeChoice.Person, "", "", "髙橋\u2028真理子", "会費として")]
    [InlineData(AddresseeChoice.Person, "", "", "髙橋", "")]
    [InlineData(AddresseeChoice.Person, "", "", "髙橋", "会費\tとして")]
    [InlineData(AddresseeChoice.Person, "", "", null, "会費として")]
    [InlineData(AddresseeChoice.Person, "", "", "髙橋", null)]
    [InlineData((AddresseeChoice)7, "病院", "検査部", "髙橋", "会費として")]
    public async Task What_cannot_be_printed_is_refused_and_takes_no_number(AddresseeChoice choice, string institution, string department, string? person, string? proviso)
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var form = new ReceiptForm { Choice = choice, Institution = institution, Department = department, Person = person!, Proviso = proviso! };

        Assert.Equal(new NotPrintable(), (await Issue.RunAsync(actor, await PaymentOfAsync(actor), form, Cancel)).Refusal);
        Assert.Equal(0, await CountAsync(database => database.NumberSeries));
    }

    [Fact]
    public async Task A_line_may_be_as_long_as_the_paper_allows_and_no_longer()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var key = await PaymentOfAsync(actor);

        Assert.IsType<NotPrintable>((await Issue.RunAsync(actor, key, Form(new string('漢', Addressee.LineMaxLength + 1)), Cancel)).Refusal);
        Assert.IsType<NotPrintable>((await Issue.RunAsync(actor, key, Form(proviso: new string('漢', ReceiptContent.ProvisoMaxLength + 1)), Cancel)).Refusal);
        Assert.True((await Issue.RunAsync(actor, key, Form(new string('漢', Addressee.LineMaxLength), new string('漢', ReceiptContent.ProvisoMaxLength)), Cancel)).Succeeded);
    }

    [Theory]
    [InlineData(AddresseeChoice.Person, "髙橋 真理子　様")]
    [InlineData(AddresseeChoice.Affiliation, "病院|検査部　御中")]
    [InlineData(AddresseeChoice.Both, "病院|検査部|髙橋 真理子　様")]
    public async Task The_choice_says_which_lines_are_printed(AddresseeChoice choice, string lines)
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var form = new ReceiptForm { Choice = choice, Institution = "病院", Department = "検査部", Person = "髙橋 真理子", Proviso = "会費として" };

        var number = (await Issue.RunAsync(actor, await PaymentOfAsync(actor), form, Cancel)).OrThrow();

        Assert.Equal(lines.Split('|'), (await ContentAsync(number)).Addressee.Lines);
    }

    [Fact]
    public async Task Nobody_gets_a_receipt_for_money_of_another_or_of_another_society()
    {
        var owner = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var other = await Member("0000102").AddAsync();
        var key = await PaymentOfAsync(owner);

        Assert.Equal(new PaymentNotFound(), (await Issue.RunAsync(other, key, Form(), Cancel)).Refusal);
        Assert.Equal(new PaymentNotFound(), (await Issue.RunAsync(await StaffOfAnotherSocietyAsync(owner), key, Form(), Cancel)).Refusal);
        Assert.Equal(new NotAllowed(), (await Issue.RunAsync(owner with { MemberId = null, Roles = [StaffRole.Secretary] }, key, Form(), Cancel)).Refusal);
        Assert.Equal(0, await CountAsync(database => database.IssuedDocuments));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("ABC")]
    [InlineData("' OR 1=1 --")]
    public async Task A_key_that_names_no_payment_finds_none(string key) =>
        Assert.Equal(new PaymentNotFound(), (await Issue.RunAsync(await Member().Charged(2026, 12_000, paid: 12_000).AddAsync(), key, Form(), Cancel)).Refusal);

    [Fact]
    public async Task Only_money_makes_a_receipt_and_an_order_leads_to_its_money()
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        var order = new PaymentOrder(actor.MemberId!.Value, PaymentMethod.ConvenienceStore, Guid.NewGuid().ToString("N"), DateTime.SpecifyKind(new DateTime(2026, 11, 1), DateTimeKind.Utc), []);
        await ChangeDataAsync(database => Task.FromResult(database.Add(order)));

        Assert.Equal(new PaymentNotFound(), (await Issue.RunAsync(actor, order.Reference, Form(), Cancel)).Refusal);

        await ChangeDataAsync(database => Task.FromResult(database.Add(
            new Payment(order.MemberId, new Yen(12_000), new DateOnly(2026, 11, 20), PaymentMethod.ConvenienceStore, PaymentSource.Gateway) { OrderId = order.Id })));
        Assert.Equal("R-2026-000001", (await Issue.RunAsync(actor, order.Reference, Form(), Cancel)).Value);
    }

    [Fact]
    public async Task What_settles_nothing_yet_is_a_line_of_its_own()
    {
        var actor = await Member().Charged(2025, 12_000, paid: 20_000).AddAsync();

        var content = await ContentAsync(await IssuedAsync(actor));

        Assert.Equal(new Yen(20_000), content.Total);
        Assert.Equal(["2025年度 年会費（正会員）", "お預り金（会費への充当前）"], content.Lines.Select(line => line.Description));
        Assert.Equal([12_000L, 8_000L], content.Lines.Select(line => line.Amount.Value));
    }

    [Fact]
    public async Task A_part_of_a_year_is_called_a_part()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 5_000).AddAsync();

        Assert.Equal("2026年度 年会費（正会員）一部", Assert.Single((await ContentAsync(await IssuedAsync(actor))).Lines).Description);
    }

    [Fact]
    public async Task Money_that_went_back_is_not_receipted()
    {
        var actor = await Member().Charged(2025, 12_000, paid: 20_000).AddAsync();
        var key = await PaymentOfAsync(actor);
        await RefundAsync(actor, key, 8_000);
        Assert.Equal(new Yen(12_000), (await ContentAsync(await IssuedAsync(actor))).Total);

        var other = await Member("0000102").Charged(2025, 12_000, paid: 12_000).AddAsync();
        var gone = await PaymentOfAsync(other);
        await RefundAsync(other, gone, 12_000);
        Assert.Equal(new PaymentWasRefunded(), (await Issue.RunAsync(other, gone, Form(), Cancel)).Refusal);
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Imported_payments_have_receipts_only_where_the_society_says_so(string setting, bool allowed)
    {
        await using var app = new TestApp { Settings = { ["Society:Settings:Receipts:ForImported"] = setting } };
        var society = await app.SocietyAsync();
        var actor = await new RosterBuilder(app.Databases, society).AddAsync();
        await using var database = app.Databases.Open(society.Id);
        var payment = new Payment(actor.MemberId!.Value, new Yen(12_000), new DateOnly(2020, 3, 1), PaymentMethod.PaymentSlip, PaymentSource.Import);
        database.Add(payment);
        await database.SaveChangesAsync(Cancel);
        var issue = (IssueReceipt)app.Services.GetService(typeof(IssueReceipt))!;

        var result = await issue.RunAsync(actor, $"{payment.Id}", Form(), Cancel);

        Assert.Equal(allowed ? null : new NoReceiptForImported(), result.Refusal);
    }

    private Task RefundAsync(Actor actor, string key, long amount) => ChangeDataAsync(database =>
    {
        database.Add(new Refund(actor.MemberId!.Value, long.Parse(key, System.Globalization.CultureInfo.InvariantCulture), new Yen(amount), "過入金", DateTime.SpecifyKind(new DateTime(2026, 11, 1), DateTimeKind.Utc)));
        return Task.CompletedTask;
    });
}
