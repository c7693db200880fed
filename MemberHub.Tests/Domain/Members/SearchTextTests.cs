using FsCheck;
using FsCheck.Fluent;
using MemberHub.Domain.Members;

namespace MemberHub.Tests.Domain.Members;

public sealed class SearchTextTests
{
    // The least that domain-facts ask for: every sign of a group finds every other.
    public static TheoryData<string> Groups() =>
    [
        "髙高", "﨑嵜崎", "濵濱浜", "邉邊辺", "齋齊斎斉", "德徳", "澤沢", "瀧滝", "廣広", "國国", "櫻桜", "眞真", "惠恵", "榮栄", "龍竜", "與与", "黑黒", "淵渕", "嶋嶌島", "槇槙", "遙遥", "𠮷吉",
    ];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Variants_of_a_kanji_have_one_key(string group) => Assert.Single(group.EnumerateRunes().Select(sign => SearchText.Key(sign.ToString())).Distinct());

    [Theory]
    [InlineData("髙橋　真理子", "高橋真理子")]
    [InlineData("葛󠄀城", "葛城")]
    [InlineData("神谷", "神谷")]
    [InlineData("ﾀｶﾊｼ ﾏﾘｺ", "たかはしまりこ")]
    [InlineData("タカハシ・マリコ", "たかはしまりこ")]
    [InlineData("きょうこ", "きようこ")]
    [InlineData("石塚 かづこ", "石塚かずこ")]
    [InlineData("マリー", "まりー")]
    [InlineData("龍ヶ崎", "竜け崎")]
    [InlineData("０３ー０１２３−４５６７", "0301234567")]
    [InlineData("Taro.Yamada＠EXAMPLE.jp", "taro.yamada@example.jp")]
    [InlineData("Müller-Ærø", "mullerærø")]
    [InlineData("（株）みなと①", "株みなと1")]
    [InlineData("", "")]
    [InlineData(" - 　", "")]
    public void A_key_is_what_is_left_of_a_text(string text, string key) => Assert.Equal(key, SearchText.Key(text));

    [Fact]
    public void Different_names_keep_different_keys() =>
        Assert.Equal(4, new[] { "高橋", "高端", "たかはし", "高梁" }.Select(SearchText.Key).Distinct().Count());

    [Theory]
    [InlineData("takahashi", "高橋\nたかはし")]
    [InlineData("takahasi", "高橋\nたかはし")]
    [InlineData("Ohno", "大野\nおおの")]
    [InlineData("satoh", "佐藤\nさとう")]
    [InlineData("namba", "難波\nなんば")]
    [InlineData("hattori", "服部\nはっとり")]
    [InlineData("shunsuke", "しゅんすけ")]
    [InlineData("shinnosuke", "しんのすけ")]
    [InlineData("ryota", "りょうた", false)]
    public void Latin_letters_find_the_kana_they_spell(string typed, string lines, bool found = true)
    {
        var key = string.Join('\n', lines.Split('\n').Select(SearchText.Key));

        Assert.Equal(found, Assert.Single(SearchText.Terms(typed)).IsIn(key));
    }

    [Theory]
    [InlineData("junichi", "じゅんいち")]
    [InlineData("kenichiro", "けんいちろう")]
    [InlineData("shinya", "しんや")]
    [InlineData("ono", "おおの")]
    [InlineData("ohno", "おおの")]
    [InlineData("ryota", "りょうた")]
    [InlineData("yuki", "ゆうき")]
    [InlineData("inoue", "いのうえ")]
    [InlineData("matsuura", "まつうら")]
    [InlineData("tomoo", "ともお")]
    [InlineData("Kōno", "こうの")]
    [InlineData("oe", "おおえ")]
    [InlineData("onda", "おおの", false)]
    [InlineData("kanno", "かの", false)]
    public void Latin_letters_find_the_reading_that_sounds_like_them(string typed, string reading, bool found = true) =>
        Assert.Equal(found, Assert.Single(SearchText.Terms(typed)).SoundsIn(SearchText.Spoken(SearchText.Key(reading))));

    [Fact]
    public void Parts_are_divided_by_blanks_of_any_width()
    {
        Assert.Equal(["高橋", "みなと"], SearchText.Terms(" 髙橋　ミナト 髙橋 - ").Select(term => term.Key));
        Assert.Equal(SearchText.MaxTerms, SearchText.Terms("a b c d e f g h i j").Count);
    }

    [Fact]
    public void Halves_of_surrogate_pairs_do_no_harm() => Assert.Equal("高橋", SearchText.Key("高\uD842橋"));

    [Fact]
    public void A_key_is_its_own_key() =>
        Prop.ForAll<string>(text => SearchText.Key(SearchText.Key(text ?? "")) == SearchText.Key(text ?? "")).QuickCheckThrowOnFailure();
}
