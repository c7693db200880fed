using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using MemberHub.Features.Support;
using MemberHub.Platform.Security;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Support;

public sealed class TicketsTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;
    private Actor secretary = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Settings["PublicUrl"] = "https://member.example.jp";
        app.Settings["SignIn:ProofBits"] = "8"; // an easy task, so that many are solved quickly
        society = await app.SocietyAsync();
        secretary = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary) with { ProvedUtc = app.Clock.GetUtcNow().UtcDateTime };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_question_gets_a_number_carries_what_it_came_with_and_is_answered_by_mail()
    {
        var member = await Member("0000101").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        await SetAsync(settings => settings with { Help = settings.Help with { SystemEmail = "shisutemu@example.jp" } });
        var number = await AskAsync(member, new ContactForm { Side = TicketSide.System, Text = "画面が変わりません。", From = "/payments" });

        Assert.Equal("Q-2026-000001", number);
        var view = await OpenAsync(number);
        Assert.Equal(("髙橋　真理子", "0000101", "/payments", "2025年度・2026年度 合計24,000円"), (view.Ticket.Name, view.Ticket.ClaimedNumber, view.Ticket.Page, view.Ticket.Claim));
        Assert.Equal((TicketState.Waiting, "0000101", TicketSide.System), (view.State, view.Person?.Number, view.Ticket.Side));
        Assert.Equal(1, await WaitingAsync());
        var told = await MailsAsync();
        Assert.Equal(["member0000101@example.jp", "shisutemu@example.jp"], told.Select(mail => mail.Recipient));
        Assert.DoesNotContain("画面が変わりません", told[1].Body);
        Assert.Contains("https://member.example.jp/office/support/Q-2026-000001", told[1].Body);

        Assert.True((await Get<AnswerTicket>().RunAsync(secretary, number, 1, "少しお待ちください。", closes: false, Cancel)).Succeeded);
        var mail = (await MailsAsync())[^1];
        Assert.Equal("[Q-2026-000001] お問い合わせへの回答", mail.Subject);
        Assert.Contains("少しお待ちください。", mail.Body);
        Assert.Equal(0, await WaitingAsync());

        Assert.True((await Get<AddToTicket>().RunAsync(member, number, new AddForm { Text = "変わりました。", Seen = 2 }, Cancel)).Succeeded);
        Assert.True((await Get<AddToTicket>().RunAsync(member, number, new AddForm { Text = "変わりました。", Seen = 2 }, Cancel)).Succeeded);
        Assert.Equal(1, await WaitingAsync());
        Assert.True((await Get<CloseTicket>().RunAsync(secretary, number, 3, "電話で確認", Cancel)).Succeeded);
        var mine = (await Get<OpenMyTicket>().RunAsync(member, number, Cancel)).OrThrow();
        Assert.Equal((TicketState.Closed, "画面が変わりません。|少しお待ちください。|変わりました。"), (mine.State, string.Join('|', mine.Messages.Select(message => message.Text))));
        Assert.Equal(["AskOffice", "AnswerTicket", "AddToTicket", "CloseTicket"], await AuditAsync());
    }

    [Fact]
    public async Task However_often_the_button_is_pressed_there_is_one_ticket_and_numbers_have_no_gaps()
    {
        var member = await Member("0000101").AddAsync();
        var form = new ContactForm { Text = "一度だけ", RequestKey = "k1" };

        var numbers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AskAsync(member, form))));
        Assert.Equal(["Q-2026-000001"], numbers.Distinct());
        var more = await Task.WhenAll(Enumerable.Range(0, 6).Select(at => Task.Run(() => AskAsync(member, new ContactForm { Text = $"{at}" }))));
        Assert.Equal(Enumerable.Range(2, 6).Select(at => $"Q-2026-{at:D6}"), more.Order());
        app.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal("Q-2027-000001", await AskAsync(member, new ContactForm { Text = "新年度" }));
    }

    [Fact]
    public async Task Nobody_reads_or_writes_a_ticket_of_somebody_else()
    {
        var (member, other) = (await Member("0000101").AddAsync(), await Member("0000102").AddAsync());
        var number = await AskAsync(member, new ContactForm { Text = "内緒の話" });

        Assert.IsType<NoSuchTicket>((await Get<OpenMyTicket>().RunAsync(other, number, Cancel)).Refusal);
        Assert.IsType<NoSuchTicket>((await Get<AddToTicket>().RunAsync(other, number, new AddForm { Text = "横から", Seen = 1 }, Cancel)).Refusal);
        Assert.Empty((await Get<OpenContact>().RunAsync(other, Cancel)).OrThrow().Earlier);
        Assert.Single((await Get<OpenContact>().RunAsync(member, Cancel)).OrThrow().Earlier);
        Assert.IsType<NotAllowed>((await Get<AnswerTicket>().RunAsync(new Actor(secretary.AccountId, society.Id, null, [StaffRole.Viewer]), number, 1, "見るだけ", false, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<AskOffice>().RunAsync(secretary, new ContactForm { Text = "会員でない" }, Cancel)).Refusal);
    }

    [Fact]
    public async Task Of_two_colleagues_on_one_ticket_one_wins_and_the_other_learns_who_did_what()
    {
        var member = await Member("0000101").AddAsync();
        var other = await BillingOffice.StaffAsync(app.Databases, society, "keiri", "菅原 修", StaffRole.Accountant);
        var number = await AskAsync(member, new ContactForm { Text = "二人で" });

        var answers = await Task.WhenAll(
            Task.Run(() => Get<AnswerTicket>().RunAsync(secretary, number, 1, "今野の回答", true, Cancel)), Task.Run(() => Get<AnswerTicket>().RunAsync(other, number, 1, "菅原の回答", true, Cancel)));

        var (won, lost) = answers[0].Succeeded ? (secretary, answers[1]) : (other, answers[0]);
        Assert.Single(answers, answer => answer.Succeeded);
        var moved = Assert.IsType<TicketMoved>(lost.Refusal);
        Assert.Equal((won == secretary ? "今野 桂子" : "菅原 修", "完了", "11月22日 12:00"), (moved.Who, moved.What, moved.When));
        Assert.Single(await MailsAsync(), mail => mail.Subject.Contains("回答", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sign_in_pages_forms_answer_members_and_strangers_alike_and_are_counted()
    {
        await Member("0000101").AddAsync();

        foreach (var (name, typed) in new[] { ("髙橋　真理子", "０００００１０１"[1..]), ("存在　しない", "9999999") })
        {
            Assert.StartsWith("Q-2026-", (await Ask(TicketKind.UnusableEmail, name, typed, "203.0.113.7")).OrThrow(), StringComparison.Ordinal);
        }

        Assert.Null(await Get<RequestDoor>().NextTaskAsync("203.0.113.7", Cancel));
        Assert.True((await Ask(TicketKind.FirstLogin, "だれか", "", "203.0.113.7")).Succeeded);
        Assert.IsType<WorkProofNeeded>((await Ask(TicketKind.FirstLogin, "だれか", "", "203.0.113.7")).Refusal);
        Assert.True((await Ask(TicketKind.FirstLogin, "だれか", "", "203.0.113.7", await SolveAsync("203.0.113.7"))).Succeeded);
        Assert.True((await Ask(TicketKind.FirstLogin, "だれか", "", "198.51.100.7")).Succeeded);
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await Ask(TicketKind.FirstLogin, "だれか", "", "203.0.113.7")).Succeeded);
        Assert.Equal(["Number", "Name", "Affiliation", "Email"], Assert.IsType<RequestFaulty>((await Get<AskAnonymously>().RunAsync(
            TicketKind.FirstLogin, new RequestForm { Number = new string('1', 31), Email = "nobody" }, "", Cancel)).Refusal).Faults.Select(fault => fault.Field));

        var candidate = (await OpenAsync("Q-2026-000001")).Candidates[0];
        Assert.Equal(("0000101", true, true, true), (candidate.Number, candidate.NumberAgrees, candidate.NameAgrees, candidate.AffiliationAgrees));
        Assert.Empty((await OpenAsync("Q-2026-000002")).Candidates);
    }

    [Fact]
    public async Task A_flood_of_forms_from_everywhere_ends_at_the_offices_limit()
    {
        var accepted = 0;
        Refusal? refusal = null;
        for (var press = 0; press <= RequestDoor.MostOfAll && refusal is null; press++)
        {
            var network = $"2001:db8:{press}::1";
            var proof = await Get<RequestDoor>().NextTaskAsync(network, Cancel) is null ? null : await SolveAsync(network);
            refusal = (await Ask(TicketKind.FirstLogin, "だれか", "", network, proof)).Refusal;
            accepted += refusal is null ? 1 : 0;
        }

        Assert.IsType<TooManyRequests>(refusal);
        Assert.Equal(RequestDoor.MostOfAll, accepted);
    }

    [Fact]
    public async Task Another_address_needs_a_check_beside_mail_and_both_addresses_are_told()
    {
        var member = await Member("0000101").AddAsync();
        await Member("0000102").AddAsync();
        var number = (await Ask(TicketKind.UnusableEmail, "高橋　真理子", "", "")).OrThrow();
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new PasswordReset { AccountId = member.AccountId, TokenHash = new string('a', 64), CreatedUtc = Now, ExpiresUtc = Now.AddHours(1) });
            database.Add(new LoginIdChange { AccountId = member.AccountId, NewLoginId = "hanako", CodeHash = "x", CreatedUtc = Now, ExpiresUtc = Now.AddHours(1) });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.IsType<TicketWithoutMember>((await SetEmailAsync(number, 1, "neu@example.jp")).Refusal);
        Assert.True((await Get<NameMember>().RunAsync(secretary, number, 1, "０００００１０１"[1..], Cancel)).Succeeded);
        Assert.IsType<IdentityNotChecked>((await SetEmailAsync(number, 2, "neu@example.jp", null)).Refusal);
        Assert.IsType<AddressInUse>((await SetEmailAsync(number, 2, "MEMBER0000102@example.jp")).Refusal);
        Assert.IsType<NotAllowed>((await Get<SetMemberEmail>().RunAsync(new Actor(1, society.Id, null, [StaffRole.Accountant]), number, 2, new SetMemberEmailForm(), Cancel)).Refusal);
        var form = new SetMemberEmailForm { Email = "neu@example.jp", Check = IdentityCheck.CalledRegisteredPhone, Note = "勤務先へ電話" };
        Assert.IsType<ProofNeeded>((await Get<SetMemberEmail>().RunAsync(secretary with { ProvedUtc = Now - Proof.Life }, number, 2, form, Cancel)).Refusal);
        Assert.True((await SetEmailAsync(number, 2, "ｎeu@example.jp")).Succeeded);

        await using var after = app.Databases.Open(society.Id);
        var account = await after.Users.AsNoTracking().SingleAsync(row => row.Id == member.AccountId, Cancel);
        Assert.Equal(("neu@example.jp", "NEU@EXAMPLE.JP"), (account.Email, account.NormalizedEmail));
        Assert.NotNull((await after.PasswordResets.AsNoTracking().SingleAsync(Cancel)).EndedUtc);
        Assert.NotNull((await after.LoginIdChanges.AsNoTracking().SingleAsync(Cancel)).EndedUtc);
        Assert.Equal(["neu@example.jp", "member0000101@example.jp"], (await MailsAsync()).TakeLast(2).Select(mail => mail.Recipient));
        var line = await after.AuditEntries.SingleAsync(entry => entry.Action == nameof(SetMemberEmail), Cancel);
        Assert.Equal((member.MemberId, "勤務先へ電話"), (line.MemberId, line.Reason));
        Assert.Contains(nameof(IdentityCheck.CalledRegisteredPhone), line.Details);
        Assert.Equal(IdentityCheck.CalledRegisteredPhone, (await OpenAsync(number)).Steps[^1].Event.Check);
    }

    [Fact]
    public async Task A_colleagues_address_stays_theirs_to_change()
    {
        var member = await Member("0000101").AddAsync();
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new StaffAssignment { AccountId = member.AccountId, Role = StaffRole.SystemAdministrator, Name = "平塚" });
            await database.SaveChangesAsync(Cancel);
        }

        var number = (await Ask(TicketKind.UnusableEmail, "髙橋　真理子", "", "")).OrThrow();
        Assert.True((await Get<NameMember>().RunAsync(secretary, number, 1, "0000101", Cancel)).Succeeded);
        Assert.IsType<AddressOfOwner>((await SetEmailAsync(number, 2, "neu@example.jp")).Refusal);
    }

    [Fact]
    public async Task A_lost_login_id_goes_to_the_address_on_the_roster_and_nowhere_else()
    {
        await Member("0000101").AddAsync();
        var number = (await Ask(TicketKind.LostLoginId, "髙橋　真理子", "0000101", "")).OrThrow();
        Assert.True((await Get<NameMember>().RunAsync(secretary, number, 1, "0000101", Cancel)).Succeeded);
        Assert.True((await Get<SendLoginId>().RunAsync(secretary, number, 2, Cancel)).Succeeded);

        var mail = (await MailsAsync())[^1];
        Assert.Equal("member0000101@example.jp", mail.Recipient);
        Assert.Contains("ログインID　member0000101", mail.Body);
    }

    [Fact]
    public async Task Affiliation_1_is_removed_where_paper_still_has_somewhere_to_go()
    {
        var member = await Member("0000101").AddAsync();
        var number = await AskAsync(member, new ContactForm { Kind = TicketKind.RemoveAffiliation1 });

        Assert.IsType<HomeAddressMissing>((await Get<RemoveFirstAffiliation>().RunAsync(secretary, number, 1, Cancel)).Refusal);
        await using (var database = app.Databases.Open(society.Id))
        {
            var row = await database.Members.SingleAsync(Cancel);
            row.Change(row.Person with { Home = new PostalAddress { Address = "仙台市青葉区上杉9-1" } });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.True((await Get<RemoveFirstAffiliation>().RunAsync(secretary, number, 1, Cancel)).Succeeded);
        await using var after = app.Databases.Open(society.Id);
        var alone = await after.Members.Include(row => row.Affiliations).SingleAsync(Cancel);
        Assert.Equal((0, MailingDestination.Home), (alone.Affiliations.Count, alone.Person.MailingDestination));
        Assert.IsType<NoAffiliationToRemove>((await Get<RemoveFirstAffiliation>().RunAsync(secretary, number, 2, Cancel)).Refusal);
        Assert.Contains("みなと総合医療センター", (await after.AuditEntries.SingleAsync(entry => entry.Action == nameof(RemoveFirstAffiliation), Cancel)).Details);
    }

    [Fact]
    public async Task The_queue_is_filtered_and_knows_how_long_somebody_waits()
    {
        var member = await Member("0000101").AddAsync();
        await AskAsync(member, new ContactForm { Side = TicketSide.System, Text = "古い" });
        app.Clock.Advance(TimeSpan.FromDays(3));
        var answered = await AskAsync(member, new ContactForm { Kind = TicketKind.PayByYear });
        Assert.True((await Get<AnswerTicket>().RunAsync(secretary, answered, 1, "承知しました。", closes: false, Cancel)).Succeeded);

        // From Sunday, the 22nd; the 23rd is a holiday.
        Assert.Equal([("Q-2026-000001", 2)], await RowsAsync(TicketFilter.Of(null, null, null)));
        Assert.Equal([("Q-2026-000002", 0)], await RowsAsync(TicketFilter.Of("Answered", null, null)));
        Assert.Equal(["Q-2026-000002", "Q-2026-000001"], (await RowsAsync(TicketFilter.Of("all", "", "nonsense"))).Select(row => row.Number));
        Assert.Empty(await RowsAsync(TicketFilter.Of("Waiting", "Membership", null)));
        Assert.Empty(await RowsAsync(TicketFilter.Of("Closed", null, null)));
        Assert.Single(await RowsAsync(TicketFilter.Of("all", null, "PayByYear")));
    }

    private DateTime Now => app.Clock.GetUtcNow().UtcDateTime;

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private async Task<string> AskAsync(Actor member, ContactForm form) => (await Get<AskOffice>().RunAsync(member, form, Cancel)).OrThrow();

    private Task<Result<string>> Ask(TicketKind kind, string name, string number, string origin, ProofForm? proof = null) =>
        Get<AskAnonymously>().RunAsync(kind, new RequestForm { Name = name, Number = number, Affiliation = "みなと総合医療センター", Email = "wunsch@example.jp", Proof = proof }, origin, Cancel);

    private async Task<ProofForm> SolveAsync(string network)
    {
        var task = (await Get<RequestDoor>().NextTaskAsync(network, Cancel))!;
        return new ProofForm { Challenge = task.Text, Solution = ProofOfWork.Solve(task) };
    }

    private async Task<TicketView> OpenAsync(string number) => (await Get<OpenTicket>().RunAsync(secretary, number, Cancel)).OrThrow();

    private Task<Result<Done>> SetEmailAsync(string number, int seen, string email, IdentityCheck? check = IdentityCheck.CalledRegisteredPhone) =>
        Get<SetMemberEmail>().RunAsync(secretary, number, seen, new SetMemberEmailForm { Email = email, Check = check, Note = "勤務先へ電話" }, Cancel);

    private async Task<IReadOnlyList<(string Number, int Age)>> RowsAsync(TicketFilter filter) =>
        [.. (await Get<OpenTickets>().RunAsync(secretary, filter, Cancel)).OrThrow().Rows.Select(row => (row.Number, row.Age))];

    private async Task<int> WaitingAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return (await database.ReadOfficeQueuesAsync(Now, Cancel)).Single(queue => queue.Kind == OfficeQueueKind.Support).Count;
    }

    private async Task<List<OutboxMail>> MailsAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.OutboxMails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync(Cancel);
    }

    private async Task<List<string>> AuditAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.AuditEntries.Where(entry => entry.Action != Looks.Action).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Cancel);
    }

    private async Task SetAsync(Func<SocietySettings, SocietySettings> change)
    {
        await using var database = app.Databases.Open(society.Id);
        var row = await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel);
        row.Change(change(row.Settings));
        await database.SaveChangesAsync(Cancel);
    }
}
