using MemberHub.Platform.Security;

namespace MemberHub.Tests.Platform.Security;

public sealed class RecoveryCodeTests
{
    [Fact]
    [Asvs("6.5.2", "6.5.3", "6.5.4")]
    public void A_code_is_six_groups_of_four_letters_four_on_paper_and_no_two_are_alike()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => RecoveryCode.Create()).ToList();
        var onPaper = Enumerable.Range(0, 200).Select(_ => RecoveryCode.CreateForLetter()).ToList();

        Assert.All(codes, code => Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){5}$", code.Text));
        Assert.All(onPaper, code => Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$", code.Text));
        Assert.Equal(400, codes.Concat(onPaper).Select(code => code.Hash).Distinct().Count());
        Assert.DoesNotContain(codes[0].Text, codes[0].ToString());
    }

    [Theory]
    [InlineData("OBIB-2345-ABCD-EFGH")]
    [InlineData("obib2345abcdefgh")]
    [InlineData(" 0B1B 2345 ABCD EFGH ")]
    [InlineData("ＯＢＩＢ－２３４５－ＡＢＣＤ－ＥＦＧＨ")]
    public void However_it_is_typed_it_is_the_same(string typed) => Assert.Equal(RecoveryCode.HashOf("OBIB2345ABCDEFGH"), RecoveryCode.HashOf(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("123456")]
    [InlineData("OBIB-2345-ABCD-EFG")]
    public void What_cannot_be_a_code_has_no_hash(string? typed) => Assert.Equal("", RecoveryCode.HashOf(typed));
}
