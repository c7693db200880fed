using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MemberHub.Data.Accounts;
using MemberHub.Data.Imports;
using MemberHub.Data.Jobs;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Import;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Import;

/// <summary>The office's own import: uploaded, checked, taken as it was checked.</summary>
public sealed class UploadRosterTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;
    private Actor secretary = default!;
    private Actor accountant = default!;
    private Actor both = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        society = await app.SocietyAsync();
        secretary = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary) with { ProvedUtc = app.Clock.UtcNow() };
        accountant = secretary with { Roles = [StaffRole.Accountant] };
        both = secretary with { Roles = [StaffRole.Secretary, StaffRole.Accountant] };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_check_changes_nothing_and_taking_it_takes_the_same_files()
    {
        var id = await UploadAsync(Sample("roster_cp932.csv"), Sample("dues_cp932.csv"));

        var found = await OpenAsync(id, RosterImportState.Checked);
        Assert.Equal(new ImportCounts(200, Created: 200), found.Report!.Members);
        Assert.Equal((1_638, 3_213_580, 77), (found.Report.Dues.Created, found.Report.Open, found.Report.InArrears));
        Assert.Equal(0, await CountAsync());

        (await TakeAsync(both, id, found.Digest)).OrThrow();
        var taken = await OpenAsync(id, RosterImportState.Taken);
        Assert.Equal(new ImportCounts(200, Created: 200), taken.Report!.Members);
        Assert.Equal((3_213_580, "今野 桂子"), (taken.Report.Open, taken.TakenBy));
        Assert.Equal(200, await CountAsync());
        await using var database = app.Databases.Open(society.Id);
        var kept = await database.RosterImports.SingleAsync(Cancel);
        Assert.Null(kept.Roster);
        Assert.Null(kept.Dues);
        var line = Assert.Single(await database.AuditEntries.Where(entry => entry.Action == nameof(ImportRosterAndDues) && entry.MemberId == null).Select(entry => new { entry.AccountId, entry.Details, entry.OccurredUtc, entry.Sequence }).ToListAsync(Cancel));
        Assert.Equal(secretary.AccountId, line.AccountId);
        Assert.Contains(found.Digest, line.Details, StringComparison.Ordinal);
        Assert.Contains("\"MembersCreated\":200", line.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_roster_alone_and_the_dues_alone_are_taken_too()
    {
        var roster = await UploadAsync(Sample("roster_cp932.csv"), null);
        (await TakeAsync(secretary, roster, (await OpenAsync(roster, RosterImportState.Checked)).Digest)).OrThrow();
        await OpenAsync(roster, RosterImportState.Taken);

        var dues = await OpenAsync(await UploadAsync(null, Sample("dues_cp932.csv")), RosterImportState.Checked);

        Assert.Equal(1_638, dues.Report!.Dues.Created);
        Assert.Equal(new ImportCounts(), dues.Report.Members);
        var again = await OpenAsync(await UploadAsync(Sample("roster_cp932.csv"), null), RosterImportState.Checked);
        Assert.Equal((200, 0), (again.Report!.Members.Unchanged, again.Report.Writes));
    }

    [Fact]
    public async Task Bad_rows_are_told_with_line_column_and_reason_and_the_good_ones_can_be_taken()
    {
        var lines = Encoding.UTF8.GetString(Sample("roster.csv")).Split("\r\n").Take(4).ToArray();
        lines[2] = lines[2].Replace("正会員", "正式会員", StringComparison.Ordinal);
        var id = await UploadAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"), null);

        var found = await OpenAsync(id, RosterImportState.Checked);

        var fault = Assert.Single(found.Report!.Lines);
        Assert.Equal(("roster.csv", 3, "会員区分", true), (fault.File, fault.Line, fault.Column, fault.IsFault));
        Assert.Contains("「正式会員」は使えません", fault.Ja, StringComparison.Ordinal);
        Assert.DoesNotContain("使えません", fault.En, StringComparison.Ordinal);
        Assert.Equal(new ImportCounts(3, Created: 2, Rejected: 1), found.Report.Members);
        (await TakeAsync(secretary, id, found.Digest)).OrThrow();
        await OpenAsync(id, RosterImportState.Taken);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    [Asvs("5.2.2")]
    public async Task A_file_that_is_no_table_is_told_and_not_taken()
    {
        var found = await OpenAsync(await UploadAsync("ただの文章"u8.ToArray(), null), RosterImportState.Checked);

        Assert.True(found.Report!.Unreadable);
        Assert.Contains("必要な列がありません", Assert.Single(found.Report.Lines).Ja, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_a_thousand_lines_leaves_the_page_small_enough_to_be_watched()
    {
        var header = Encoding.UTF8.GetString(Sample("roster.csv")).Split("\r\n")[0];
        var id = await UploadAsync(Encoding.UTF8.GetBytes(header + "\r\n" + string.Concat(Enumerable.Repeat("番号なし\r\n", 1_200))), null);
        var found = await OpenAsync(id, RosterImportState.Checked);
        Assert.Equal(RosterImportReport.MaxLines, found.Report!.Lines.Count);

        var page = await (await app.ClientOfAsync(secretary)).GetStringAsync(new Uri($"/office/members/import/{id}", UriKind.Relative), Cancel);

        Assert.Contains(found.Report.Lines[0].Ja, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.All(Regex.Matches(page, "<!--Blazor-Server-Component-State:(.*?)-->").Select(state => state.Length), length => Assert.InRange(length, 0, 30 * 1024));
    }

    [Fact]
    public async Task One_that_fails_keeps_no_other_waiting()
    {
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new JobRun { Kind = "RosterCheck", Parameters = "broken", StartedUtc = app.Clock.GetUtcNow().UtcDateTime });
            await database.SaveChangesAsync(Cancel);
        }

        var id = await UploadAsync(Sample("roster_cp932.csv"), null);

        await OpenAsync(id, RosterImportState.Checked);
        Assert.Contains(app.Logs.Lines, line => line.Contains(nameof(FormatException), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_who_take_it_one_wins_and_the_other_is_told_who()
    {
        var other = await BillingOffice.StaffAsync(app.Databases, society, "jimu2", "菅原 修", StaffRole.Secretary) with { ProvedUtc = app.Clock.UtcNow() };
        var id = await UploadAsync(Sample("roster_cp932.csv"), null);
        var digest = (await OpenAsync(id, RosterImportState.Checked)).Digest;

        var answers = await Task.WhenAll(TakeAsync(secretary, id, digest), TakeAsync(other, id, digest));

        Assert.Single(answers, answer => answer.Succeeded);
        var refused = Assert.IsType<ImportTakenByAnother>(answers.Single(answer => !answer.Succeeded).Refusal);
        Assert.Equal(answers[0].Succeeded ? "今野 桂子" : "菅原 修", refused.By);
        await OpenAsync(id, RosterImportState.Taken);
        Assert.Equal(200, await CountAsync());
    }

    [Fact]
    public async Task An_import_that_is_stopped_half_way_has_done_nothing_and_can_be_taken_again()
    {
        await app.CountStatementsAsync();
        var other = await BillingOffice.StaffAsync(app.Databases, society, "jimu2", "菅原 修", StaffRole.Secretary);
        var id = await UploadAsync(Sample("roster_cp932.csv"), null);
        var digest = (await OpenAsync(id, RosterImportState.Checked)).Digest;
        Assert.IsType<ImportCheckDone>((await StopAsync(secretary, id)).Refusal);
        (await TakeAsync(secretary, id, digest)).OrThrow();

        var running = await RunHalfWayAsync(app.Services.GetRequiredService<RunRosterImports>());
        Assert.True((await StopAsync(other, id)).Succeeded);
        await running;

        app.Statements.Before = null;
        Assert.Equal(new ImportStopped("菅原 修", "2026年11月22日 12:00"), (await StopAsync(secretary, id)).Refusal);
        await app.Services.GetRequiredService<RunRosterImports>().RunAsync(Cancel);
        var stopped = await OpenAsync(id, RosterImportState.Checked);
        Assert.Equal((new RosterImportStop("菅原 修", app.Clock.UtcNow()), null, null), (stopped.Stopped, stopped.OrderedUtc, stopped.TakenBy));
        Assert.Equal(0, await CountAsync());
        Assert.Equal([other.AccountId], await AuditedAsync(nameof(StopRosterImport)));
        Assert.Empty(await AuditedAsync(nameof(ImportRosterAndDues)));

        (await TakeAsync(secretary, id, digest)).OrThrow();
        Assert.Null((await OpenAsync(id, RosterImportState.Taken)).Stopped);
        Assert.Equal(200, await CountAsync());
        Assert.Equal(new ImportDone("今野 桂子", "2026年11月22日 12:00"), (await StopAsync(other, id)).Refusal);
        Assert.Equal(200, await CountAsync());
    }

    [Fact]
    public async Task A_check_that_is_stopped_leaves_no_files_and_is_not_done_again()
    {
        await app.CountStatementsAsync();
        var id = await UploadAsync(Sample("roster_cp932.csv"), null);

        var running = await RunHalfWayAsync(app.Services.GetRequiredService<RunRosterImports>());
        Assert.True((await StopAsync(secretary, id)).Succeeded);
        await running;

        app.Statements.Before = null;
        await app.Services.GetRequiredService<RunRosterImports>().RunAsync(Cancel);
        var stopped = await OpenAsync(id, RosterImportState.Gone);
        Assert.Equal(("今野 桂子", null), (stopped.Stopped!.Who, stopped.Report));
        Assert.IsType<ImportFilesGone>((await TakeAsync(secretary, id, stopped.Digest)).Refusal);
    }

    [Fact]
    public async Task An_import_that_another_node_has_begun_is_not_done_once_it_was_stopped_here()
    {
        Assert.SkipWhen(PlainDatabase.IsSqlite, "Several nodes are on PostgreSQL.");
        await app.CountStatementsAsync();
        var id = await UploadAsync(Sample("roster_cp932.csv"), null);
        (await TakeAsync(secretary, id, (await OpenAsync(id, RosterImportState.Checked)).Digest)).OrThrow();
        var let = new TaskCompletionSource();

        var running = await RunHalfWayAsync(ActivatorUtilities.CreateInstance<RunRosterImports>(app.Services, new RosterImportBoard()), let.Task);
        Assert.True((await StopAsync(secretary, id)).Succeeded);
        let.SetResult();
        await running;

        await OpenAsync(id, RosterImportState.Checked);
        Assert.Equal(0, await CountAsync());
        Assert.Empty(await AuditedAsync(nameof(ImportRosterAndDues)));
    }

    [Fact]
    public async Task Other_files_than_the_checked_ones_are_never_taken()
    {
        var id = await UploadAsync(Sample("roster_cp932.csv"), null);
        var digest = (await OpenAsync(id, RosterImportState.Checked)).Digest;
        Assert.IsType<ImportFilesGone>((await TakeAsync(secretary, id, new string('0', RosterImport.DigestLength))).Refusal);
        await using (var database = app.Databases.Open(society.Id))
        {
            await database.RosterImports.ExecuteUpdateAsync(row => row.SetProperty(import => import.Roster, Sample("roster.csv")), Cancel);
        }

        (await TakeAsync(secretary, id, digest)).OrThrow();
        await app.Services.GetRequiredService<RunRosterImports>().RunAsync(Cancel);

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Files_nobody_takes_are_gone_after_a_day_and_can_be_removed_at_once()
    {
        var dropped = await UploadAsync(Sample("roster_cp932.csv"), null);
        await OpenAsync(dropped, RosterImportState.Checked);
        (await app.Services.GetRequiredService<DropRosterImport>().RunAsync(secretary, dropped, Cancel)).OrThrow();
        await OpenAsync(dropped, RosterImportState.Gone);
        var left = await UploadAsync(Sample("roster_cp932.csv"), null);
        var digest = (await OpenAsync(left, RosterImportState.Checked)).Digest;

        app.Clock.Advance(TimeSpan.FromHours(25));
        await app.Services.GetRequiredService<RunRosterImports>().RunAsync(Cancel);

        await OpenAsync(left, RosterImportState.Gone);
        Assert.IsType<ImportFilesGone>((await TakeAsync(secretary, left, digest)).Refusal);
    }

    [Fact]
    public async Task A_roster_is_the_secretarys_to_take_and_dues_are_the_accountants()
    {
        var upload = app.Services.GetRequiredService<UploadRoster>();
        var small = new UploadedFile("small.csv", "会員番号"u8.ToArray());
        Assert.IsType<NotAllowed>((await upload.RunAsync(accountant, small, null, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await upload.RunAsync(accountant, small, small, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await upload.RunAsync(secretary, null, small, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await upload.RunAsync(secretary, small, small, Cancel)).Refusal);
        Assert.True((await upload.RunAsync(secretary, small, null, Cancel)).Succeeded);
        Assert.True((await upload.RunAsync(accountant, null, small, Cancel)).Succeeded);

        var roster = await UploadAsync(Sample("roster_cp932.csv"), null);
        var rosterDigest = (await OpenAsync(roster, RosterImportState.Checked)).Digest;
        Assert.IsType<NotAllowed>((await TakeAsync(accountant, roster, rosterDigest)).Refusal);
        (await TakeAsync(secretary, roster, rosterDigest)).OrThrow();
        await OpenAsync(roster, RosterImportState.Taken);
        var dues = await UploadAsync(null, Sample("dues_cp932.csv"));
        var duesDigest = (await OpenAsync(dues, RosterImportState.Checked)).Digest;
        Assert.IsType<NotAllowed>((await TakeAsync(secretary, dues, duesDigest)).Refusal);
        Assert.IsType<NotAllowed>((await StopAsync(secretary, dues)).Refusal);
        Assert.False((await app.Services.GetRequiredService<OpenRosterImport>().RunAsync(secretary, dues, Cancel)).OrThrow().MayTake);
        (await TakeAsync(accountant, dues, duesDigest)).OrThrow();
    }

    [Fact]
    [Asvs("5.2.1")]
    public async Task Nothing_too_large_nothing_empty_and_nobody_without_the_right()
    {
        var upload = app.Services.GetRequiredService<UploadRoster>();
        var viewer = secretary with { Roles = [StaffRole.Viewer] };
        var small = new UploadedFile("roster.csv", "会員番号"u8.ToArray());

        Assert.IsType<NothingUploaded>((await upload.RunAsync(secretary, null, null, Cancel)).Refusal);
        Assert.IsType<UploadTooLarge>((await upload.RunAsync(both, small, new UploadedFile("dues.csv", new byte[(UploadRoster.MaxMegabytes << 20) + 1]), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await upload.RunAsync(viewer, small, null, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<OpenRosterImport>().RunAsync(viewer, 1, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await TakeAsync(viewer, 1, "")).Refusal);
        Assert.IsType<NotAllowed>((await StopAsync(viewer, 1)).Refusal);
        Assert.IsType<ImportNotFound>((await StopAsync(secretary with { SocietyId = society.Id + 1 }, 1)).Refusal);
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<DropRosterImport>().RunAsync(viewer, 1, Cancel)).Refusal);
        Assert.IsType<ImportNotFound>((await app.Services.GetRequiredService<OpenRosterImport>().RunAsync(secretary with { SocietyId = society.Id + 1 }, 1, Cancel)).Refusal);
    }

    [Fact]
    public async Task How_members_sign_in_changes_only_with_a_proof_and_both_addresses_are_told()
    {
        await TakeAllAsync(new RosterFile().Add().AddSecond(("メールアドレス", "")).Add(("会員番号", "0000103"), ("氏名", "佐藤　健"), ("ログインID", "sato"), ("メールアドレス", "")));
        await using var database = app.Databases.Open(society.Id);
        var takahashi = await database.Users.SingleAsync(account => account.UserName == "takahashi", Cancel);
        var now = app.Clock.UtcNow();
        database.Add(new PasswordReset { AccountId = takahashi.Id, TokenHash = new string('a', 64), CreatedUtc = now, ExpiresUtc = now.AddHours(1) });
        database.Add(new EmailChange { AccountId = takahashi.Id, NewEmail = "own@example.jp", TokenHash = new string('b', 64), CodeHash = "c", CreatedUtc = now, ExpiresUtc = now.AddHours(1) });
        database.Add(new LoginIdChange { AccountId = takahashi.Id, NewLoginId = "own", CodeHash = "d", CreatedUtc = now, ExpiresUtc = now.AddHours(1) });
        database.Add(new UndeliverableAddress { Address = UndeliverableAddress.Fold("mariko@example.jp"), Status = "5.1.1", SinceUtc = now });
        await database.SaveChangesAsync(Cancel);
        Assert.Empty(await database.OutboxMails.ToListAsync(Cancel));

        // The third has no address and has never been used: the first address comes in silence.
        var id = await UploadAsync(new RosterFile().Add(("ログインID", "mariko"), ("メールアドレス", "mariko@example.jp")).AddSecond(("メールアドレス", ""))
            .Add(("会員番号", "0000103"), ("氏名", "佐藤　健"), ("ログインID", "sato"), ("メールアドレス", "sato@example.jp")));
        var found = await OpenAsync(id, RosterImportState.Checked);

        Assert.Equal((2, 2), (found.Report!.Accounts, found.Report.Writes));
        Assert.IsType<ProofNeeded>((await TakeAsync(secretary with { ProvedUtc = now - Proof.Life }, id, found.Digest)).Refusal);
        Assert.IsType<ProofNeeded>((await TakeAsync(secretary with { ProvedUtc = null }, id, found.Digest)).Refusal);
        (await TakeAsync(secretary, id, found.Digest)).OrThrow();
        Assert.Equal(2, (await OpenAsync(id, RosterImportState.Taken)).Report!.Accounts);

        Assert.All(await database.PasswordResets.AsNoTracking().ToListAsync(Cancel), link => Assert.NotNull(link.EndedUtc));
        Assert.All(await database.EmailChanges.AsNoTracking().ToListAsync(Cancel), link => Assert.NotNull(link.EndedUtc));
        Assert.All(await database.LoginIdChanges.AsNoTracking().ToListAsync(Cancel), code => Assert.NotNull(code.EndedUtc));
        Assert.Empty(await database.UndeliverableAddresses.ToListAsync(Cancel));
        var mails = await database.OutboxMails.OrderBy(mail => mail.Recipient).ToListAsync(Cancel);
        Assert.Equal(["mariko@example.jp", "takahashi@example.jp"], mails.Select(mail => mail.Recipient));
        Assert.Contains("新しいログインID　mariko", mails[0].Body, StringComparison.Ordinal);
        Assert.Contains("/password/forgot", mails[0].Body, StringComparison.Ordinal);
        Assert.Contains("お心当たりのないとき", mails[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("mariko", mails[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_account_of_a_member_elsewhere_stays_and_the_row_says_why()
    {
        await TakeAllAsync(new RosterFile().Add().AddSecond());
        var other = await OtherSociety.AddAsync(app.Databases, society);
        await using (var database = app.Databases.Open(other.Id))
        {
            var account = await database.Users.SingleAsync(row => row.UserName == "takahashi", Cancel);
            var member = new Member(MemberNumber.Parse("7001"), "髙橋　真理子", "たかはし　まりこ", (await database.MemberCategories.SingleAsync(Cancel)).Id, null);
            database.Add(member);
            await database.SaveChangesAsync(Cancel);
            database.Add(new AccountMember { AccountId = account.Id, MemberId = member.Id });
            await database.SaveChangesAsync(Cancel);
        }

        var report = await TakeAllAsync(new RosterFile().Add(("ログインID", "mariko"), ("メールアドレス", "mariko@example.jp"), ("携帯番号", "070-0111-1111")).AddSecond());

        Assert.Equal(["ログインID", "メールアドレス"], report.Lines.Select(line => line.Column));
        Assert.All(report.Lines, line => Assert.Contains("ほかの学会", line.Ja, StringComparison.Ordinal));
        await using var after = app.Databases.Open(society.Id);
        Assert.Equal("takahashi@example.jp", (await after.Users.SingleAsync(account => account.UserName == "takahashi", Cancel)).Email);
        Assert.Equal(1, await after.Members.CountAsync(member => member.Person.MobilePhone == "070-0111-1111", Cancel));
        Assert.Empty(await after.OutboxMails.ToListAsync(Cancel));
    }

    [Fact]
    [Trait("Runs", "Once")]
    public async Task A_file_that_brings_nothing_says_whether_that_is_for_its_faults_or_because_all_stays()
    {
        await TakeAllAsync(new RosterFile().Add().AddSecond());
        await using (var database = app.Databases.Open(society.Id))
        {
            var member = await database.Members.OrderBy(row => row.Number).FirstAsync(Cancel);
            member.Change(member.Person with { MobilePhone = "080-0999-9999" });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Contains("取り込めない行があり、取り込めるものはありません", await PageAsync(new RosterFile().Add(("会員区分", "正式会員")).AddSecond()), StringComparison.Ordinal);
        Assert.Contains("すべて今の値のままにします", await PageAsync(new RosterFile().Add().AddSecond()), StringComparison.Ordinal);
        Assert.Contains("新しいことはありません", await PageAsync(new RosterFile().AddSecond()), StringComparison.Ordinal);

        async Task<string> PageAsync(RosterFile file)
        {
            var id = await UploadAsync(file);
            await OpenAsync(id, RosterImportState.Checked);
            return WebUtility.HtmlDecode(await (await app.ClientOfAsync(secretary)).GetStringAsync(new Uri($"/office/members/import/{id}", UriKind.Relative), Cancel));
        }
    }

    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(ImportRunner.Samples, name));

    private async Task<long> UploadAsync(byte[]? roster, byte[]? dues) =>
        (await app.Services.GetRequiredService<UploadRoster>().RunAsync(
            both, roster is null ? null : new UploadedFile("roster.csv", roster), dues is null ? null : new UploadedFile("dues.csv", dues), Cancel)).OrThrow();

    private Task<long> UploadAsync(RosterFile roster) => UploadAsync(Encoding.UTF8.GetBytes(roster.ToString()), null);

    private async Task<RosterImportReport> TakeAllAsync(RosterFile roster)
    {
        var id = await UploadAsync(roster);
        (await TakeAsync(secretary, id, (await OpenAsync(id, RosterImportState.Checked)).Digest)).OrThrow();
        return (await OpenAsync(id, RosterImportState.Taken)).Report!;
    }

    private Task<Result<Done>> TakeAsync(Actor actor, long id, string digest) => app.Services.GetRequiredService<TakeRosterImport>().RunAsync(actor, id, digest, Cancel);

    private Task<Result<Done>> StopAsync(Actor actor, long id) => app.Services.GetRequiredService<StopRosterImport>().RunAsync(actor, id, Cancel);

    // Until it writes its first rows, within its transaction; there it waits, or for ever.
    private async Task<Task> RunHalfWayAsync(RunRosterImports run, Task? until = null)
    {
        var reached = new TaskCompletionSource();
        app.Statements.Before = async (sql, stop) =>
        {
            if (sql.Contains("sqlite_sequence", StringComparison.Ordinal) || sql.Contains("pg_get_serial_sequence", StringComparison.Ordinal))
            {
                reached.TrySetResult();
                await (until ?? Task.Delay(Timeout.Infinite, stop));
            }
        };
        var running = Task.Run(() => run.RunAsync(Cancel), Cancel);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        return running;
    }

    private async Task<List<long?>> AuditedAsync(string action)
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.AuditEntries.Where(entry => entry.Action == action && entry.MemberId == null).Select(entry => entry.AccountId).ToListAsync(Cancel);
    }

    private async Task<RosterImportView> OpenAsync(long id, RosterImportState expected)
    {
        for (var tries = 0; ; tries++)
        {
            var view = (await app.Services.GetRequiredService<OpenRosterImport>().RunAsync(both, id, Cancel)).OrThrow();
            if (!view.IsRunning || tries == 200)
            {
                Assert.Equal(expected, view.State);
                return view;
            }

            // The app's own job does it, too.
            await Task.Delay(100, Cancel);
            await app.Services.GetRequiredService<RunRosterImports>().RunAsync(Cancel);
        }
    }

    private async Task<int> CountAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.Members.CountAsync(Cancel);
    }
}
