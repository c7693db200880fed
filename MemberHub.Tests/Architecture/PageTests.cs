using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace MemberHub.Tests.Architecture;

public sealed class PageTests
{
    private const int PageLines = 120;
    private const int CodeLines = 60;
    private const string StaffPolicy = "Staff";

    [Fact]
    [Asvs("8.2.1")]
    public void Every_page_says_who_may_see_it()
    {
        var pages = typeof(Program).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute))).ToList();

        Assert.NotEmpty(pages);
        Assert.Empty(pages.Where(page => !SaysWhoMaySeeIt(page, page.Namespace!)).Select(page => page.FullName));
    }

    [Theory]
    [InlineData(typeof(Silent), "MemberHub.Features.Profile.Portal", false)]
    [InlineData(typeof(ForMembers), "MemberHub.Features.Profile.Portal", true)]
    [InlineData(typeof(ForAnybody), "MemberHub.Features.Accounts.Portal", true)]
    [InlineData(typeof(ForMembers), "MemberHub.Features.Billing.Office", false)]
    [InlineData(typeof(ForAnybody), "MemberHub.Features.Billing.Office", false)]
    [InlineData(typeof(ForStaff), "MemberHub.Features.Billing.Office", true)]
    [InlineData(typeof(ForStaffAndAnybody), "MemberHub.Features.Billing.Office", false)]
    public void The_rule_tells_good_from_bad(Type page, string folder, bool sound) => Assert.Equal(sound, SaysWhoMaySeeIt(page, folder));

    [Fact]
    public void A_page_fits_a_screen_and_leaves_deciding_to_use_cases()
    {
        var pages = Sources.In("MemberHub", ".razor").Where(IsPage).ToList();

        Assert.NotEmpty(pages);
        Assert.Contains(pages, page => LinesOfCode(page) > 0);
        Assert.Empty(pages.Where(page => page.LineCount > PageLines || LinesOfCode(page) > CodeLines).Select(page => $"{page}: {page.LineCount} lines, {LinesOfCode(page)} of code"));
    }

    private static bool SaysWhoMaySeeIt(Type page, string folder)
    {
        var anonymous = page.IsDefined(typeof(AllowAnonymousAttribute));
        var rules = page.GetCustomAttributes<AuthorizeAttribute>().ToList();
        return folder.Split('.').Contains("Office")
            ? !anonymous && rules.Exists(rule => rule.Policy == StaffPolicy)
            : anonymous || rules.Count > 0;
    }

    // The widgets of Components are not pages: they decide nothing, however long they are.
    private static bool IsPage(SourceFile file) =>
        file.Path.StartsWith("Features/", StringComparison.Ordinal) || file.Text.StartsWith("@page ", StringComparison.Ordinal);

    // From @code to the brace that closes it, which stands alone at the start of a line.
    private static int LinesOfCode(SourceFile page)
    {
        var lines = page.Text.Split('\n').ToList();
        var start = lines.FindIndex(line => line.StartsWith("@code", StringComparison.Ordinal));
        return start < 0 ? 0 : lines.FindIndex(start, line => line.TrimEnd() == "}") - start + 1;
    }

    private sealed class Silent;

    [Authorize]
    private sealed class ForMembers;

    [AllowAnonymous]
    private sealed class ForAnybody;

    [Authorize(Policy = StaffPolicy)]
    private sealed class ForStaff;

    [Authorize(Policy = StaffPolicy), AllowAnonymous]
    private sealed class ForStaffAndAnybody;
}
