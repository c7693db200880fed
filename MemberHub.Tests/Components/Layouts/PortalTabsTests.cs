using Bunit;
using MemberHub.Components.Layouts;

namespace MemberHub.Tests.Components.Layouts;

public sealed class PortalTabsTests : ComponentTest
{
    [Theory]
    [InlineData("/", "ホーム")]
    [InlineData("/payments", "お支払い")]
    [InlineData("/payments/invoice", "お支払い")]
    [InlineData("/payments/history", "履歴")]
    [InlineData("/profile/confirm", "基本情報")]
    [InlineData("/menu", "メニュー")]
    public void The_tab_of_the_page_is_marked(string path, string tab) =>
        Assert.Equal([tab], Tabs(path).FindAll("[aria-current=page]").Select(link => link.TextContent));

    [Fact]
    public void A_page_of_no_tab_marks_none() => Assert.Empty(Tabs("/elsewhere").FindAll("[aria-current]"));

    [Fact]
    public void Who_has_withdrawn_keeps_everything_but_the_profile() =>
        Assert.Equal(["ホーム", "お支払い", "履歴", "メニュー"], Tabs("/", withdrawn: true).FindAll("a").Select(link => link.TextContent));

    private IRenderedComponent<PortalTabs> Tabs(string path, bool withdrawn = false) =>
        Render<PortalTabs>(tabs => tabs.Add(t => t.Path, path).Add(t => t.Withdrawn, withdrawn));
}
