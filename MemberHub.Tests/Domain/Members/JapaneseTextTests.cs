using FsCheck;
using FsCheck.Fluent;
using MemberHub.Domain.Members;

namespace MemberHub.Tests.Domain.Members;

public sealed class JapaneseTextTests
{
    [Theory]
    [InlineData("００００１０３", "0000103")]
    [InlineData("　ｔａｒｏ．ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ　", "taro.yamada@example.jp")]
    [InlineData("03−1234‐5678", "03-1234-5678")]
    [InlineData("090ー0000ー0000", "090-0000-0000")]
    [InlineData("０３　１２３４", "03 1234")]
    [InlineData(" plain ", "plain")]
    public void Codes_come_to_half_width(string typed, string meant) => Assert.Equal(meant, JapaneseText.Code(typed));

    [Theory]
    [InlineData("9800011", "980-0011")]
    [InlineData("〒９８０－００１１", "980-0011")]
    [InlineData("980 0011", "980-0011")]
    [InlineData("980ー0011", "980-0011")]
    [InlineData("10423", "10423")]
    [InlineData("98-00011", "98-00011")]
    [InlineData("SW1A 1AA", "SW1A 1AA")]
    [InlineData("", "")]
    public void A_postal_code_of_seven_digits_gets_its_hyphen(string typed, string meant) => Assert.Equal(meant, JapaneseText.PostalCode(typed));

    [Theory]
    [InlineData("ｶﾝ ﾕﾅ", "カン　ユナ")]
    [InlineData("ﾀﾞｲｱｸﾞﾉｽﾃｨｸｽ", "ダイアグノスティクス")]
    [InlineData("ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞｧ", "パピプペポヴァ")]
    [InlineData("は゛たか\u3099", "ばたが")]
    [InlineData("やまだ　たろう", "やまだ　たろう")]
    [InlineData("ﾞｱﾞ", "゛ア゛")]
    public void Readings_come_to_full_width_with_their_voicing_joined(string typed, string meant) =>
        Assert.Equal(meant, JapaneseText.Kana(typed));

    [Theory]
    [InlineData("さとう　ゔぁれりー", "サトウ　ヴァレリー")]
    [InlineData("ｻﾄｳ みすゞ", "サトウ　ミスヾ")]
    [InlineData("ミナト・ぁゖ", "ミナト・ァヶ")]
    [InlineData("", "")]
    public void Readings_come_to_katakana_for_those_who_ask_for_it(string typed, string meant) => Assert.Equal(meant, JapaneseText.Katakana(typed));

    [Theory]
    [InlineData("　東京都港区ﾊｲﾂ港 101 ", "東京都港区ハイツ港 101")]
    [InlineData("１－２－３ Tower", "１－２－３ Tower")]
    public void Other_text_keeps_all_but_half_width_kana(string typed, string meant) => Assert.Equal(meant, JapaneseText.Text(typed));

    [Theory]
    [InlineData("　髙橋　﨑子 ", "髙橋　﨑子")]
    [InlineData("\uFA19谷　太郎", "\uFA19谷　太郎")]
    [InlineData("葛\U000E0100城　ﾊﾅｺ", "葛\U000E0100城　ﾊﾅｺ")]
    public void A_name_stays_exactly_as_typed(string typed, string kept) => Assert.Equal(kept, JapaneseText.Name(typed), StringComparer.Ordinal);

    [Theory]
    [InlineData("ヤマダ　タロウ", true)]
    [InlineData("やまだ・たろー", true)]
    [InlineData("", true)]
    [InlineData("山田", false)]
    [InlineData("ﾔﾏﾀﾞ", false)]
    [InlineData("やまだ\n", false)]
    public void A_reading_has_only_kana(string reading, bool isKana) => Assert.Equal(isKana, JapaneseText.IsKana(reading));

    [Theory]
    [InlineData("港区\r\n1-2\t3階", false)]
    [InlineData("𠮷野家", false)]
    [InlineData("葛\U000E0100城", false)]
    [InlineData("a\0b", true)]
    [InlineData("a\u001bb", true)]
    [InlineData("a\u0085b", true)]
    [InlineData("a\u202Eb", true)]
    [InlineData("a\uFFFEb", true)]
    public void Characters_that_nobody_types_are_seen(string text, bool hasThem) =>
        Assert.Equal(hasThem, JapaneseText.HasControlCharacters(text));

    [Fact]
    public void Half_a_surrogate_pair_is_seen()
    {
        Assert.True(JapaneseText.HasControlCharacters("a\uD842"));
        Assert.True(JapaneseText.HasControlCharacters("\uDFB7\uD842"));
    }

    [Fact]
    public void Bringing_into_form_twice_is_bringing_into_form_once() => Prop.ForAll<string?>(text =>
    {
        var typed = text ?? "";
        return new Func<string, string>[] { JapaneseText.Code, JapaneseText.PostalCode, JapaneseText.Kana, JapaneseText.Text, JapaneseText.Name }
            .All(form => form(form(typed)) == form(typed));
    }).QuickCheckThrowOnFailure();
}
