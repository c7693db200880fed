using MemberHub.Domain.Reconciliation;

namespace MemberHub.Tests.Domain.Reconciliation;

public sealed class PayerNameTests
{
    [Theory]
    [InlineData("ﾀｶﾊｼ ﾏﾘｺ", "たかはし　まりこ")]
    [InlineData("ﾔﾏｻﾞｷ ｻｸﾗ", "やまざき　さくら")]
    [InlineData("ｼﾖｳｼﾞ ﾘﾖｳ", "しょうじ　りょう")]
    [InlineData("ﾐﾅﾄｿｳｺﾞｳｲﾘﾖｳｾﾝﾀ-", "みなとそうごういりょうせんたー")]
    [InlineData("0012847ﾀｶﾊｼ ﾏﾘｺ", "タカハシマリコ")]
    [InlineData("ｶ)ﾕｳﾅｷﾞﾘﾝｼﾖｳｹﾝｻｾﾝﾀｰ", "ゆうなぎりんしょうけんさせんたー")]
    [InlineData("ﾕｳﾅｷﾞ(ｶ", "ゆうなぎ")]
    [InlineData("ｲﾘﾖｳﾎｳｼﾞﾝ ｱｵｲｶｲ", "イ）あおいかい")]
    [InlineData("ｶﾅﾂﾞ ｶｦﾙ", "かなづ　かおる")]
    [InlineData("ﾁﾂﾞｺ", "ちずこ")]
    [InlineData("ｻﾄｳ･ｹﾝ", "さとう　けん")]
    [InlineData("SMITH JOHN", "Ｓｍｉｔｈ　Ｊｏｈｎ")]
    public void A_banks_name_and_the_rosters_reading_fold_to_the_same(string bank, string roster) =>
        Assert.Equal(PayerName.Fold(roster), PayerName.Fold(bank));

    [Fact]
    public void Different_names_stay_different_unless_loosened()
    {
        Assert.NotEqual(PayerName.Fold("やまざき"), PayerName.Fold("ﾔﾏｻｷ"));
        Assert.Equal(PayerName.Loosen(PayerName.Fold("やまざき")), PayerName.Loosen(PayerName.Fold("ﾔﾏｻｷ")));
        Assert.NotEqual(PayerName.Loosen(PayerName.Fold("やまざき")), PayerName.Loosen(PayerName.Fold("ﾔﾏｼﾀ")));
    }

    [Theory]
    [InlineData("000482ﾐﾅﾄ 0012847", "000482 0012847")]
    [InlineData("I-2026-000482", "2026 000482 2026000482")]
    [InlineData("０００４８２", "000482")]
    [InlineData("ﾐﾅﾄ", "")]
    public void Numbers_keep_their_zeros(string text, string numbers) => Assert.Equal(numbers, string.Join(' ', PayerName.Numbers(text)));

    [Fact]
    public void Folding_is_stable_and_never_fails()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(1, 0xFFFF))]);
            var folded = PayerName.Fold(text);

            Assert.Equal(folded, PayerName.Fold(folded));
            Assert.NotNull(PayerName.Numbers(text));
        }
    }
}
