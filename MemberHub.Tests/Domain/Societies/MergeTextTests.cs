using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Domain.Societies;

public sealed class MergeTextTests
{
    private static readonly Dictionary<string, string> Values = new() { [MergeText.Name] = "髙橋 {会員番号}", [MergeText.Number] = "0000101", [MergeText.Category] = "正会員", [MergeText.Open] = "12,000円" };

    [Theory]
    [InlineData("{氏名}様", "髙橋 {会員番号}様")]
    [InlineData("{会員番号}/{会員区分}/{未納額}", "0000101/正会員/12,000円")]
    [InlineData("a { b } {} {{氏名}}", "a { b } {} {髙橋 {会員番号}}")]
    [InlineData("", "")]
    public void Each_field_is_replaced_once(string text, string filled) => Assert.Equal(filled, MergeText.Fill(text, Values));

    [Theory]
    [InlineData("{氏名}{未納額}", null)]
    [InlineData("{氏名}{電話}{住所}", "電話")]
    [InlineData("中かっこ { だけ", null)]
    public void An_unknown_field_is_named(string text, string? unknown) => Assert.Equal(unknown, MergeText.UnknownIn(text));
}
