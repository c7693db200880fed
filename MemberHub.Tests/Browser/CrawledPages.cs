using System.Reflection;
using MemberHub.Components.Layouts;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Browser;

/// <summary>Whose eyes a page is looked at with.</summary>
internal enum Crawler
{
    Stranger,
    Member,

    /// <summary>The system administrator.</summary>
    Office,

    /// <summary>Who works with money, for the pages that are theirs alone.</summary>
    Accountant,
}

/// <summary>Every page of the app with an address of the demo society at which it can be seen.</summary>
internal static class CrawledPages
{
    // Pages that show nothing of their own, that no GET leads to, or that stand open only where a society says so.
    private static readonly HashSet<string> LeftOut = ["/certificate/verify/{token}", "/error/{Code:int}", "/login/authenticator", "/logout", "/not-found", "/rosters", "/staff/setup"];

    /// <summary>The routes of all pages; one without an address here fails the test that asks.</summary>
    public static async Task<IReadOnlyList<(Crawler Who, string Address)>> OfAsync(MemberHubDbContext database, long memberId, DateOnly today, CancellationToken cancel)
    {
        var samples = await SamplesAsync(database, memberId, today, cancel);
        return [.. Routes().Where(page => !LeftOut.Contains(page.Route)).OrderBy(page => page.Route, StringComparer.Ordinal)
            .SelectMany(page => samples.TryGetValue(page.Route, out var addresses) ? addresses.Select(address => (page.Who, address))
                : page.Route.Contains('{') ? throw new InvalidOperationException($"CrawledPages knows no address of {page.Route}.")
                : [(page.Who, page.Route)])];
    }

    private static IEnumerable<(Crawler Who, string Route)> Routes() =>
        from type in typeof(PortalLayout).Assembly.GetTypes()
        from route in type.GetCustomAttributes<RouteAttribute>()
        select (WhoSees(type), route.Template);

    private static Crawler WhoSees(Type page) =>
        page.Namespace!.EndsWith(".Office", StringComparison.Ordinal) ? (IsOfMoney(page) ? Crawler.Accountant : Crawler.Office)
        : page.GetCustomAttribute<AllowAnonymousAttribute>() is not null ? Crawler.Stranger
        : Crawler.Member;

    private static bool IsOfMoney(Type page) => page.GetCustomAttributes<RouteAttribute>().Any(route =>
        route.Template.StartsWith("/office/money", StringComparison.Ordinal)
        || new[] { "/charge", "/waive/", "/increase/", "{Number}/slip", "{Number}/invoice" }.Any(part => route.Template.Contains(part, StringComparison.Ordinal)));

    private static async Task<Dictionary<string, string[]>> SamplesAsync(MemberHubDbContext database, long memberId, DateOnly today, CancellationToken cancel)
    {
        var number = await database.Members.Where(member => member.Id == memberId).Select(member => member.Number).SingleAsync(cancel);
        var charge = await database.DuesCharges
            .Where(item => item.MemberId == memberId && !database.Allocations.Any(paid => paid.ChargeId == item.Id) && !database.PaymentOrderLines.Any(line => line.ChargeId == item.Id && line.ClosedUtc == null))
            .OrderBy(item => item.FiscalYear).Select(item => item.Id).FirstAsync(cancel);
        var payer = await database.Payments.Where(payment => payment.MemberId == memberId).OrderByDescending(payment => payment.Id).Select(payment => payment.Id).FirstAsync(cancel);
        var invoice = await database.IssuedDocuments.Where(document => document.Kind == DocumentKind.Invoice && document.VoidedUtc == null).Select(document => document.Number).FirstAsync(cancel);
        var staff = await database.StaffAssignments.Select(item => item.AccountId).FirstAsync(cancel);
        var member = $"/office/members/{number.Digits}";
        return new()
        {
            ["/documents/receipt/{Key}"] = [$"/documents/receipt/{payer}"],
            ["/documents/receipt/{Key}/addressee"] = [$"/documents/receipt/{payer}"],
            ["/help/tickets/{Number}"] = ["/help/contact"],
            ["/notices/{Id:long}"] = [$"/notices/{await database.Notices.ShownOn(today).Select(notice => notice.Id).FirstAsync(cancel)}"],
            ["/office/benefits/{id:long}"] = [$"/office/benefits/{await database.Benefits.Select(benefit => benefit.Id).FirstAsync(cancel)}"],
            ["/office/members/{Number}/charge"] = [$"{member}/charge"],
            ["/office/members/{Number}/increase/{Charge:long}"] = [$"{member}/increase/{charge}"],
            ["/office/settings/categories/{id:long}"] = [$"/office/settings/categories/{await database.MemberCategories.Select(category => category.Id).FirstAsync(cancel)}"],
            ["/office/settings/ranks/{id:long}"] = [$"/office/settings/ranks/{await database.Ranks.Select(rank => rank.Id).FirstAsync(cancel)}"],
            ["/office/support/{Number}"] = [.. (await database.SupportTickets.OrderByDescending(ticket => ticket.Id).Select(ticket => ticket.Number).Take(3).ToListAsync(cancel)).Select(ticket => $"/office/support/{ticket}")],
            ["/office/withdrawals/{Id:long}"] = [$"/office/withdrawals/{await database.WithdrawalNotices.Select(notice => notice.Id).FirstAsync(cancel)}"],
            ["/security/passkey/{Id:long}"] = ["/security"],
            ["/office/billing/{Id:long}"] = [.. (await database.BillingRuns.OrderByDescending(run => run.Id).Select(run => run.Id).Take(1).ToListAsync(cancel)).Select(id => $"/office/billing/{id}")],
            ["/office/documents/invoice/{Number}"] = [$"/office/documents/invoice/{invoice}"],
            ["/office/members/duplicates/{Keep}/{Other}"] = ["/office/members/duplicates"],
            ["/office/members/import/{Id:long}"] = ["/office/members/import"],
            ["/office/members/{Number}"] = [member],
            ["/office/members/{Number}/edit"] = [$"{member}/edit"],
            ["/office/members/{Number}/office"] = [$"{member}/office"],
            ["/office/members/{Number}/invoice"] = [$"{member}/invoice"],
            ["/office/members/{Number}/certificate"] = [$"{member}/certificate"],
            ["/office/members/{Number}/news"] = [$"{member}/news"],
            ["/office/members/{Number}/sign-in"] = [$"{member}/sign-in"],
            ["/office/members/{Number}/slip"] = [$"{member}/slip"],
            ["/office/members/{Number}/withdrawal"] = [$"{member}/withdrawal"],
            ["/office/members/{Number}/months"] = [$"{member}/months"],
            ["/office/members/{Number}/orders/{Reference}"] = [member],
            ["/office/members/{Number}/papers"] = [$"{member}/papers"],
            ["/office/members/{Number}/receipt/{Key}"] = [$"{member}/receipt/{payer}"],
            ["/office/members/{Number}/split"] = [$"{member}/split"],
            ["/office/members/{Number}/waive/{Charge:long}"] = [$"{member}/waive/{charge}"],
            ["/office/money/{Id:long}"] = [$"/office/money/{await database.UnmatchedDeposits.Select(deposit => deposit.Id).FirstAsync(cancel)}"],
            ["/office/notices/{id:long}"] = [$"/office/notices/{await database.Notices.Select(notice => notice.Id).FirstAsync(cancel)}"],
            ["/office/settings/{name}"] = ["/office/settings/bank", "/office/settings/calendar", "/office/settings/issuer"],
            ["/office/staff/{AccountId:long}"] = [$"/office/staff/{staff}"],
            ["/payments/invoice/{Number}"] = ["/payments/invoice"],
            ["/payments/order/{Reference}"] = ["/payments/history"],
            ["/payments/order/{Reference}/cancel"] = ["/payments/history"],
        };
    }
}
