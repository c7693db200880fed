using System.Text.RegularExpressions;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Platform.Security;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>Letters with a one-time code, for members without e-mail.</summary>
public sealed partial class FirstPasswordTests : IAsyncLifetime
{
    private const string Password = "ひろい海 budou 7kg";

    private readonly TestApp app = new() { Settings = { ["SignIn:FreePerNetwork"] = "1000", ["SignIn:FreePerName"] = "1000" } };
    private Society society = default!;
    private Actor secretary = default!;
    private Account hanako = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        society = await app.SocietyAsync();
        secretary = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary) with { ProvedUtc = app.Clock.GetUtcNow().UtcDateTime };
        hanako = await AddAsync("0000101", "hanako");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("6.4.1")]
    public async Task The_code_of_the_letter_sets_the_password_once_and_signs_in()
    {
        var code = Assert.Single(await CodesAsync("0000101"));

        Assert.True((await SetAsync("0000101", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Succeeded);

        Assert.True((await SignInAsync("0000101", Password)).Succeeded);
        Assert.IsType<LetterNotValid>((await SetAsync("0000101", code)).Refusal);
        await using var database = app.Databases.Open(society.Id);
        Assert.DoesNotContain(code, (await database.FirstPasswords.SingleAsync(Cancel)).CodeHash, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            [nameof(IssueFirstPasswords), nameof(SetFirstPassword)],
            await database.AuditEntries.Where(line => line.MemberId != null).OrderBy(line => line.Id).Select(line => line.Action).ToListAsync(Cancel));
    }

    [Fact]
    [Asvs("6.4.1")]
    public async Task A_code_is_good_for_thirty_days_and_no_longer()
    {
        var code = Assert.Single(await CodesAsync("0000101"));
        app.Clock.Advance(TimeSpan.FromDays(30));
        Assert.IsType<PasswordTooShort>((await SetAsync("0000101", code, "短い")).Refusal);

        app.Clock.Advance(TimeSpan.FromHours(12));

        Assert.IsType<LetterNotValid>((await SetAsync("0000101", code)).Refusal);
    }

    [Fact]
    public async Task Another_members_code_an_older_letters_and_an_unknown_number_get_the_same_answer()
    {
        await AddAsync("0000102", "tarou");
        var (old, other) = (Assert.Single(await CodesAsync("0000101")), Assert.Single(await CodesAsync("0000102")));
        var code = Assert.Single(await CodesAsync("0000101"));

        Assert.IsType<LetterNotValid>((await SetAsync("0000101", other)).Refusal);
        Assert.IsType<LetterNotValid>((await SetAsync("0000101", old)).Refusal);
        Assert.IsType<LetterNotValid>((await SetAsync("0009999", code)).Refusal);
        Assert.IsType<LetterNotValid>((await SetAsync("0000101", "ABCD")).Refusal);
        Assert.True((await SetAsync("0000101", code)).Succeeded);
        Assert.True((await SetAsync("0000102", other)).Succeeded);
    }

    [Fact]
    public async Task A_password_set_otherwise_makes_the_letter_void()
    {
        await AddAsync("0000102", "tarou", password: AccountsWorld.Password);
        var code = Assert.Single(await CodesAsync("0000102"));
        await using (var database = app.Databases.Open(society.Id))
        {
            var link = await database.AccountMembers.OrderBy(row => row.Id).LastAsync(Cancel);
            var form = new ChangePasswordForm { Current = AccountsWorld.Password, Password = Password, Repeated = Password };
            Assert.True((await app.Services.GetRequiredService<ChangePassword>().RunAsync(new Actor(link.AccountId, society.Id, link.MemberId, []), "", form, Cancel)).Succeeded);
        }

        Assert.IsType<LetterNotValid>((await SetAsync("0000102", code, "たかい山 ichigo 9kg")).Refusal);
        Assert.True((await SignInAsync("tarou", Password)).Succeeded);
    }

    [Fact]
    [Asvs("6.3.1", "6.6.3", "16.3.1")]
    public async Task Wrong_codes_lock_as_wrong_passwords_do()
    {
        var code = Assert.Single(await CodesAsync("0000101"));
        for (var tries = 0; tries < SignIn.MaxFailures; tries++)
        {
            await SetAsync("0000101", "ABCD-EFGH-2345-6777");
        }

        Assert.IsType<AttemptsPaused>((await SetAsync("0000101", code)).Refusal);
        app.Clock.Advance(SignIn.LockoutTime + TimeSpan.FromSeconds(1));
        Assert.True((await SetAsync("0000101", code)).Succeeded);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Equal(SignIn.MaxFailures, await database.SignInEvents.CountAsync(item => item.Outcome == "WrongLetterCode" && item.AccountId == hanako.Id, Cancel));
    }

    [Fact]
    public async Task Known_and_unknown_numbers_cost_the_same_statements()
    {
        await CodesAsync("0000101");
        await SetAsync("0000101", "ABCD");
        var known = await StatementsAsync("0000101");

        Assert.InRange(known.Count, 4, 12);
        Assert.Equal(known, await StatementsAsync("0009999"));
    }

    [Fact]
    public async Task Two_at_once_with_the_same_code_set_one_password()
    {
        var code = Assert.Single(await CodesAsync("0000101"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SetAsync("0000101", code)));

        Assert.Single(answers, answer => answer.Succeeded);
    }

    [Fact]
    [Asvs("2.3.4")]
    public async Task Of_letters_printed_at_once_one_is_good()
    {
        IReadOnlyList<string>[] piles = [];
        for (var round = 0; round < 5; round++)
        {
            piles = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CodesAsync("0000101"), Cancel)));
            await using var database = app.Databases.Open(society.Id);
            Assert.Equal(1, await database.FirstPasswords.CountAsync(first => first.EndedUtc == null, Cancel));
        }

        var answers = new List<bool>();
        foreach (var code in piles.Select(codes => Assert.Single(codes)))
        {
            answers.Add((await SetAsync("0000101", code)).Succeeded);
        }

        Assert.Single(answers, answer => answer);
    }

    [Fact]
    public async Task Many_letters_go_to_members_without_email_who_have_no_password_yet()
    {
        await AddAsync("0000102", "tarou");
        await AddAsync("0000103", "jirou", email: "jirou@example.jp");
        await AddAsync("0000104", "saburou", password: AccountsWorld.Password);
        await AddAsync("0000105", "shirou", withAddress: false);
        await AddAsync("0000106", "gorou", withdrawnOn: new DateOnly(2026, 3, 31));
        var wish = new FirstPasswordWish("", new MemberFilter());

        var view = (await app.Services.GetRequiredService<OpenFirstPasswords>().RunAsync(secretary, wish, Cancel)).OrThrow();
        Assert.Equal(new FirstPasswordsView(2, 4, 1, 1, 0, ""), view);
        var letters = (await IssueAsync(secretary, wish)).OrThrow();
        Assert.Equal(2, letters.Count);
        var text = PdfTools.Text(letters.Bytes);
        Assert.Equal(2, Code().Matches(text).Select(found => found.Value).Distinct().Count());
        Assert.Contains("2026年12月22日まで", text, StringComparison.Ordinal);
        Assert.Contains("/first-password", text, StringComparison.Ordinal);
        PdfTools.AssertClean(letters.Bytes);
        var again = (await app.Services.GetRequiredService<OpenFirstPasswords>().RunAsync(secretary, wish, Cancel)).OrThrow();
        Assert.Equal(2, again.OpenCodes);
        Assert.Single(await CodesAsync("0000104"));
    }

    [Fact]
    public async Task Nobody_without_the_right_and_no_one_of_another_society()
    {
        var wish = new FirstPasswordWish("0000101", new MemberFilter());

        Assert.IsType<NotAllowed>((await IssueAsync(secretary with { Roles = [StaffRole.Accountant] }, wish)).Refusal);
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<OpenFirstPasswords>().RunAsync(secretary with { Roles = [StaffRole.Viewer] }, wish, Cancel)).Refusal);
        Assert.IsType<ProofNeeded>((await IssueAsync(secretary with { ProvedUtc = null }, wish)).Refusal);
        Assert.IsType<NobodyForLetters>((await IssueAsync(secretary, wish with { Number = "0000999" })).Refusal);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Empty(await database.FirstPasswords.ToListAsync(Cancel));
    }

    private async Task<Account> AddAsync(
        string number, string login, string? email = null, string? password = null, bool withAddress = true, DateOnly? withdrawnOn = null)
    {
        var account = await app.AddMemberAsync(number, login, email, password, withdrawnOn);
        await using var database = app.Databases.Open(society.Id);
        var member = await database.Members.SingleAsync(row => row.Number == MemberNumber.Parse(number), Cancel);
        member.Change(member.Person with { Home = withAddress ? new PostalAddress { PostalCode = "980-0011", Address = "仙台市青葉区上杉9-1" } : new PostalAddress() });
        await database.SaveChangesAsync(Cancel);
        return account;
    }

    private Task<Result<FirstPasswordLetters>> IssueAsync(Actor actor, FirstPasswordWish wish) => app.Services.GetRequiredService<IssueFirstPasswords>().RunAsync(actor, wish, Cancel);

    private async Task<IReadOnlyList<string>> CodesAsync(string number) =>
        [.. Code().Matches(PdfTools.Text((await IssueAsync(secretary with { ProvedUtc = app.Clock.GetUtcNow().UtcDateTime }, new FirstPasswordWish(number, new MemberFilter()))).OrThrow().Bytes)).Select(found => found.Value)];

    private Task<Result<StartedSession>> SetAsync(string number, string code, string password = Password) =>
        app.Services.GetRequiredService<SetFirstPassword>().RunAsync(new FirstPasswordForm { Number = number, Code = code, Password = password, Repeated = password }, "test", "127.0.0.1", Cancel);

    private async Task<IReadOnlyList<string>> StatementsAsync(string number)
    {
        await app.CountStatementsAsync();
        await SetAsync(number, "ABCD");
        return app.Statements.All;
    }

    private Task<Result<StartedSession>> SignInAsync(string login, string password) =>
        app.Services.GetRequiredService<SignIn>().RunAsync(new SignInForm { LoginId = login, Password = password }, "test", "", Cancel);

    [GeneratedRegex("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}")]
    private static partial Regex Code();
}
