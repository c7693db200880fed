using System.Text.RegularExpressions;
using MemberHub.Components.Displays;

namespace MemberHub.Tests.Components.Displays;

public sealed class UnbrokenTests
{
    [Theory]
    [InlineData("用紙は2026年11月24日から2026年12月1日（火）までの間に発送します。", "2026年11月24日|2026年12月1日（火）")]
    [InlineData("2026年度の会費（12,000円）は12月31日までです。", "2026年度|12,000円|12月31日")]
    [InlineData("Please transfer by Monday 30 November 2026.", "Monday 30 November 2026")]
    [InlineData("請求書 I-2026-000001、電話 03-0123-4567", "I-2026-000001|03-0123-4567")]
    [InlineData("メールはmember.desk@office.example.jpへ", "member.desk|@office.example.jp")]
    [InlineData("番地をご確認ください。", "")]
    public void Dates_amounts_numbers_and_the_halves_of_an_address_stay_whole(string text, string whole)
    {
        var html = Unbroken.Of(text).Value;

        Assert.Equal(whole, string.Join('|', Regex.Matches(html, "<span class=\"nb\">(.*?)</span>").Select(match => match.Groups[1].Value)));
        Assert.Equal(text, Regex.Replace(html, "<[^>]+>", ""));
    }

    [Fact]
    public void What_people_typed_stays_text() =>
        Assert.Equal("&lt;b&gt;<span class=\"nb\">5,000円</span>&lt;/b&gt;", Unbroken.Of("<b>5,000円</b>").Value);
}
