using System.Net;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Platform.Security;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>R13: every office route × every role × everybody who has none. The routes are those that the app has, so that none is forgotten.</summary>
[Asvs("8.2.1", "8.3.1")]
public sealed class OfficeRoutesTests : IAsyncDisposable
{
    private const string Refused = "この操作を行う権限がありません";
    private const string Marker = "極秘印";

    // What each route shows or does, by the right that it needs. A route that is not here needs SeeOffice.
    private static readonly Dictionary<string, OfficeRight> Needs = new()
    {
        ["/office/audit"] = OfficeRight.SeeAudit,
        ["/office/settings/seal"] = OfficeRight.EditSettings,
        ["/office/settings/seal.pdf"] = OfficeRight.EditSettings,
        ["/office/documents/joint"] = OfficeRight.IssueDocuments,
        ["/office/members/{Number}/split"] = OfficeRight.IssueDocuments,
        ["/office/members/{Number}/papers"] = OfficeRight.IssueDocuments,
        ["/office/members/{Number}/receipt/{Key}"] = OfficeRight.IssueDocuments,
        ["/office/members/{Number}/orders/{Reference}"] = OfficeRight.RecordMoney,
        ["/office/members/{Number}/months"] = OfficeRight.RecordMoney,
        ["/office/staff"] = OfficeRight.ManageStaff,
        ["/office/staff/{AccountId:long}"] = OfficeRight.ManageStaff,
        ["/office/members/import"] = OfficeRight.EditMembers,
        ["/office/members/duplicates"] = OfficeRight.EditMembers,
        ["/office/members/duplicates/{Keep}/{Other}"] = OfficeRight.EditMembers,
        ["/office/members/import/{Id:long}"] = OfficeRight.EditMembers,
        ["/office/members/first-passwords"] = OfficeRight.EditMembers,
        ["/office/members/{Number}/charge"] = OfficeRight.WriteOff,
        ["/office/members/{Number}/increase/{Charge:long}"] = OfficeRight.WriteOff,
        ["/office/members/{Number}/waive/{Charge:long}"] = OfficeRight.WriteOff,
        ["/office/money/new"] = OfficeRight.RecordMoney,
        ["/office/money/import"] = OfficeRight.RecordMoney,
        ["/office/members/second-factor"] = OfficeRight.EditMembers,
    };

    // Where another right opens the page, too: who may take in dues sees the imports.
    private static readonly Dictionary<string, OfficeRight> OrElse = new()
    {
        ["/office/members/import"] = OfficeRight.WriteOff,
        ["/office/members/import/{Id:long}"] = OfficeRight.WriteOff,
    };

    // Forms by which something is changed or taken out, with the right that each needs. An endpoint beside the pages has no form's name; what the pressed
    // button says follows the name.
    private static readonly (string Path, string Form, OfficeRight Needs)[] Forms =
    [
        ("/office/settings/names", "section", OfficeRight.EditSettings),
        ("/office/settings/bank", "section", OfficeRight.EditSettings),
        ("/office/settings/methods", "section", OfficeRight.EditSettings),
        ("/office/settings/reminders", "section", OfficeRight.EditSettings),
        ("/office/settings/seal", "seal", OfficeRight.EditSettings),
        ("/office/staff", "invite", OfficeRight.ManageStaff),
        ("/office/members/add", "add", OfficeRight.EditMembers),
        ("/office/members/0000101/office", "delivery", OfficeRight.EditMembers),
        ("/office/members/0000101/office", "end", OfficeRight.EditMembers),
        ("/office/members/mailing-list", "", OfficeRight.ExportMembers),
        ("/office/members/export", "", OfficeRight.ExportMembers),
        ("/office/notices/new", "notice", OfficeRight.SendNotices),
        ("/office/notices/mail", "mail", OfficeRight.SendNotices),
        ("/office/members/0000101/office", "joined", OfficeRight.EditMembers),
        ("/office/members/0000101/charge", "raise", OfficeRight.WriteOff),
        ("/office/members/0000101/increase/1", "increase", OfficeRight.WriteOff),
        ("/office/members/0000101/waive/1", "waive", OfficeRight.WriteOff),
        ("/office/members/0000101/papers", "paper", OfficeRight.IssueDocuments),
        ("/office/members/0000101/receipt/1", "receipt", OfficeRight.IssueDocuments),
        ("/office/members/0000101/orders/{order}", "cancel", OfficeRight.RecordMoney),
        ("/office/members/0000101/months", "month", OfficeRight.RecordMoney),
        ("/office/withdrawals", "confirm", OfficeRight.EditMembers),
        ("/office/withdrawals/1", "refuse", OfficeRight.EditMembers),
        ("/office/money/new", "typed", OfficeRight.RecordMoney),
        ("/office/money/import", "import", OfficeRight.RecordMoney),
        ("/office/money/tasks", "tasks close 1", OfficeRight.RecordMoney),
        ("/office/money/credits", "credits apply 1", OfficeRight.RecordMoney),
        ("/office/money/credits", "credits refund 1", OfficeRight.RefundMoney),
        ("/office/money/credits", "credits finish 1", OfficeRight.RefundMoney),
        ("/office/money/credits", "credits withdraw 1", OfficeRight.RefundMoney),
        ("/office/money/credits", "credits ask 1", OfficeRight.RefundMoney),
        ("/office/money", "inbox certain", OfficeRight.RecordMoney),
        ("/office/money", "inbox park 1", OfficeRight.RecordMoney),
        ("/office/money", "inbox resume 1", OfficeRight.RecordMoney),
        ("/office/money", "inbox undo 1", OfficeRight.RecordMoney),
        ("/office/money", "inbox include 1", OfficeRight.RecordMoney),
        ("/office/money", "inbox refunded 1", OfficeRight.RefundMoney),
    ];

    private readonly TestApp app = new();
    private string reference = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Every_route_asks_for_staff()
    {
        var routes = await RoutesAsync();

        Assert.True(routes.Count > 4);
        Assert.Empty(routes.Where(route => !AsksForStaff(route)).Select(route => route.RoutePattern.RawText));
        Assert.Empty(Needs.Keys.Except(routes.Select(PathOf)));
    }

    [Fact]
    public async Task Nobody_without_a_role_gets_in()
    {
        var routes = await RoutesAsync();
        var society = await app.SocietyAsync();
        var member = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var staff = await app.AddStaffAsync("jimu", StaffRole.SystemAdministrator);
        var signedOut = app.Connect(keepsCookies: false);
        var asMember = await app.ClientOfAsync(new Actor(member.Id, society.Id, null, []));
        var withoutCode = await WithoutCodeAsync(staff.Id);
        var disabled = await DisabledAsync(society);
        var holes = new List<string>();
        foreach (var route in routes)
        {
            foreach (var method in MethodsOf(route))
            {
                await ExpectAsync(signedOut, "signed out", method, route, answer => LeadsTo(answer, "/login"), holes);
                await ExpectAsync(asMember, "member", method, route, answer => answer.StatusCode == HttpStatusCode.Forbidden, holes);
                await ExpectAsync(withoutCode, "without code", method, route, answer => LeadsTo(answer, "/login/code"), holes);
                await ExpectAsync(disabled, "disabled", method, route, answer => LeadsTo(answer, "/login"), holes);
            }
        }

        Assert.Empty(holes);
    }

    [Fact]
    public async Task A_role_without_the_right_is_shown_nothing_but_the_refusal()
    {
        var routes = (await RoutesAsync()).Where(route => MethodsOf(route).Contains("GET")).ToList();
        var society = await app.SocietyAsync();
        await AddMarkedMemberAsync(society);
        var holes = new List<string>();
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var account = await app.AddStaffAsync($"staff{role}", role);
            var actor = new Actor(account.Id, society.Id, null, [role]);
            var client = await app.ClientOfAsync(actor);
            foreach (var route in routes)
            {
                var text = await TextAsync(client, AddressOf(route));
                var may = actor.May(Needs.GetValueOrDefault(PathOf(route), OfficeRight.SeeOffice)) || (OrElse.TryGetValue(PathOf(route), out var other) && actor.May(other));
                if (!may && !(text.Body.Contains(Refused, StringComparison.Ordinal) || text.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound))
                {
                    holes.Add($"{role} {PathOf(route)}: {text.Status}");
                }

                if ((int)text.Status >= 500 || (may && Needs.ContainsKey(PathOf(route)) && text.Body.Contains(Refused, StringComparison.Ordinal)))
                {
                    holes.Add($"{role} {PathOf(route)}: {text.Status}, though they may");
                }
            }
        }

        Assert.Empty(holes);
    }

    [Fact]
    [Asvs("2.2.2")]
    public async Task A_role_without_the_right_changes_nothing_by_any_form()
    {
        var society = await app.SocietyAsync();
        await AddMarkedMemberAsync(society);
        var holes = new List<string>();
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var account = await app.AddStaffAsync($"staff{role}", role);
            var actor = new Actor(account.Id, society.Id, null, [role]);
            var client = await app.ClientOfAsync(actor);
            foreach (var (path, form, needs) in Forms)
            {
                var (status, body) = await SendAsync(client, path, form);
                var refused = body.Contains(Refused, StringComparison.Ordinal) || (int)status is >= 400 and < 500;
                if (refused == actor.May(needs) || (int)status >= 500)
                {
                    holes.Add($"{role} {path} {form}: {status}{(actor.May(needs) ? ", though they may" : "")}");
                }
            }

            holes.AddRange(await DeedsAsync(society, actor, Forms.Where(form => actor.May(form.Needs)).Select(form => form.Needs).ToHashSet()));
        }

        Assert.Empty(holes);
    }

    [Fact]
    public async Task A_member_changes_nothing_by_any_form()
    {
        var society = await app.SocietyAsync();
        await AddMarkedMemberAsync(society);
        var member = await app.AddMemberAsync("0000102", "hanako", "hanako@example.jp");
        var client = await app.ClientOfAsync(new Actor(member.Id, society.Id, null, []));
        var holes = new List<string>();
        foreach (var (path, form, _) in Forms)
        {
            var (status, _) = await SendAsync(client, path, form, tokenFrom: "/menu");
            if (status != HttpStatusCode.Forbidden)
            {
                holes.Add($"{path} {form}: {status}");
            }
        }

        Assert.Empty(holes);
    }

    [Fact]
    [Asvs("8.4.1")]
    public async Task Another_societys_staff_see_nothing_of_this_one()
    {
        var routes = (await RoutesAsync()).Where(route => MethodsOf(route).Contains("GET")).ToList();
        var society = await app.SocietyAsync();
        await AddMarkedMemberAsync(society);
        await app.AddStaffAsync($"{Marker.GetHashCode(StringComparison.Ordinal)}", StaffRole.Secretary);
        var other = new Society("midori", "みどり学会", "Midori Society", new SocietySettings());
        await using (var all = app.Databases.OpenAcrossSocieties())
        {
            all.Add(other);
            await all.SaveChangesAsync(Cancel);
        }

        var holes = new List<string>();
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var account = await app.AddStaffAsync($"other{role}", role, other);
            var client = await app.ClientOfAsync(new Actor(account.Id, other.Id, null, [role]));
            foreach (var route in routes)
            {
                var (status, body) = await TextAsync(client, AddressOf(route));
                if ((int)status >= 500 || body.Contains(Marker, StringComparison.Ordinal))
                {
                    holes.Add($"{role} {PathOf(route)}: {status}");
                }
            }
        }

        Assert.Empty(holes);
    }

    private async Task<IReadOnlyList<RouteEndpoint>> RoutesAsync()
    {
        await app.SocietyAsync();
        app.StartServer();
        return [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => PathOf(endpoint) is "/office" || PathOf(endpoint).StartsWith("/office/", StringComparison.Ordinal))];
    }

    private static bool AsksForStaff(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is null && route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy == OfficePolicy.Name);

    private static string PathOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText?.TrimStart('/');

    // Every parameter is the first row's key, or what looks like one: rows of the marked society have it.
    private static string AddressOf(RouteEndpoint route) =>
        System.Text.RegularExpressions.Regex.Replace(PathOf(route), @"\{[^}]*\}", match => match.Value.Contains(':', StringComparison.Ordinal) ? "1" : "0000101");

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static bool LeadsTo(HttpResponseMessage answer, string path) =>
        answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString is var to && (to == path || to.StartsWith(path + "?", StringComparison.Ordinal));

    private static async Task ExpectAsync(HttpClient client, string who, string method, RouteEndpoint route, Func<HttpResponseMessage, bool> sound, List<string> holes)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), AddressOf(route));
        var answer = await client.SendAsync(request, Cancel);
        if (!sound(answer))
        {
            holes.Add($"{who}: {method} {PathOf(route)}: {answer.StatusCode} {answer.Headers.Location}");
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> TextAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path, Cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    // What a role did that may do none of it; looks are recorded, too, and are no deeds.
    private async Task<IEnumerable<string>> DeedsAsync(Society society, Actor actor, HashSet<OfficeRight> rights)
    {
        await using var database = app.Databases.Open(society.Id);
        var done = database.AuditEntries.Where(entry => entry.AccountId == actor.AccountId).Select(entry => entry.Action).ToList();
        return rights.Count > 0 ? [] : done.Where(action => !action.StartsWith("Open", StringComparison.Ordinal)).Select(action => $"{actor.Roles[0]} did {action}");
    }

    // As a form that somebody has kept from a time when they had the right: the token is good, the name of the form is known.
    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpClient client, string path, string form, string tokenFrom = "/office/documents/check")
    {
        var page = await client.GetAsync(tokenFrom, Cancel);
        var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync(Cancel)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, path.Replace("{order}", reference, StringComparison.Ordinal))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = form.Split(' ')[0],
                ["Form.Do"] = form[(form.IndexOf(' ', StringComparison.Ordinal) + 1)..],
                ["__RequestVerificationToken"] = token,
                ["reason"] = "試し",
                ["year"] = "2026",
            }),
        };
        var session = client.DefaultRequestHeaders.GetValues("Cookie").Single();
        request.Headers.Add("Cookie", string.Join("; ", [session, .. page.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(cookie => cookie.Split(';')[0]) : []]));
        var answer = await client.SendAsync(request, Cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    private async Task<HttpClient> WithoutCodeAsync(long accountId)
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var session = app.Services.GetRequiredService<Sessions>().Start(database, accountId, isPersistent: false, "test");
        await database.SaveChangesAsync(Cancel);
        var client = app.Connect(keepsCookies: false);
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookies.Name}={session.Token.Text}");
        return client;
    }

    private async Task<HttpClient> DisabledAsync(Society society)
    {
        await using var database = app.Databases.Open(society.Id);
        var account = await app.AddStaffAsync("moto", StaffRole.SystemAdministrator);
        var client = await app.ClientOfAsync(new Actor(account.Id, society.Id, null, []));
        database.StaffAssignments.Single(staff => staff.AccountId == account.Id).DisabledUtc = app.Clock.GetUtcNow().UtcDateTime;
        await database.SaveChangesAsync(Cancel);
        return client;
    }

    private async Task AddMarkedMemberAsync(Society society)
    {
        var account = await app.AddMemberAsync("0000101", "marked", $"marked@example.jp");
        await using var database = app.Databases.Open(society.Id);
        var member = database.Members.Single();
        member.Change(member.Person with { Name = $"{Marker}　花子" });
        database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Viewer, Name = Marker });
        var open = new DuesCharge(member.Id, new FiscalYear(2026), DuesItem.AnnualDues, new Yen(12_000), Marker, society.Settings.Calendar);
        database.Add(open);
        await database.SaveChangesAsync(Cancel);
        var paid = new DuesCharge(member.Id, new FiscalYear(2025), DuesItem.AnnualDues, new Yen(12_000), Marker, society.Settings.Calendar);
        var payment = new Payment(member.Id, paid.Amount, new DateOnly(2026, 4, 1), PaymentMethod.BankTransfer, PaymentSource.Office);
        var order = new PaymentOrder(member.Id, PaymentMethod.BankTransfer, Guid.NewGuid().ToString("N"), app.Clock.GetUtcNow().UtcDateTime, [(open.Id, open.Amount)]);
        database.AddRange(paid, payment, order);
        await database.SaveChangesAsync(Cancel);
        database.Add(new Allocation(payment.Id, paid.Id, paid.Amount));
        reference = order.Reference;
        database.Add(new WithdrawalNotice(member.Id, WithdrawalTerms.Of(new DateOnly(2026, 11, 22), society.Settings.Calendar), Marker, app.Clock.GetUtcNow().UtcDateTime));
        await database.SaveChangesAsync(Cancel);
    }
}
