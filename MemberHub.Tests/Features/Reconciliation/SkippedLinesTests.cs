using Bunit;
using MemberHub.Domain;
using MemberHub.Features.Reconciliation;
using MemberHub.Features.Reconciliation.Office;
using MemberHub.Tests.Components;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class SkippedLinesTests : ComponentTest
{
    [Fact]
    public void What_was_taken_for_known_is_shown_line_by_line_with_the_way_to_take_it_in()
    {
        Speak("ja");

        var shown = Render<SkippedLines>(set => set.Add(page => page.Lines, [new SkippedLine(2, new DateOnly(2026, 11, 20), new Yen(12_000), "ｱｵｷ")]));

        var line = shown.Find("li").TextContent;
        Assert.Contains("12,000円", line, StringComparison.Ordinal);
        Assert.Contains("ｱｵｷ", line, StringComparison.Ordinal);
        Assert.Equal("/office/money/new", shown.Find("a.btn").GetAttribute("href"));
    }
}
