using MemberHub.Domain.Help;

namespace MemberHub.Tests.Domain.Help;

[Trait("Runs", "Once")]
public sealed class HelpTextTests
{
    private const string Text = """
        # よくあるご質問
        ## paying お支払い
        ### store [store] コンビニで払うには
        ~ こんびに
        番号は{days}日有効です。**お早めに**、[履歴](/payments/history)から。
        - ローソン
        - セブン-イレブン
        1. 選ぶ
        2. 払う
        ### empty 二つ目
        @store
        !home ホーム
        """;

    private static readonly Dictionary<string, string> Facts = new() { ["days"] = "10" };

    [Fact]
    public void A_text_becomes_groups_entries_and_blocks_with_its_facts()
    {
        var book = HelpReader.Read(Text, Facts);

        Assert.Equal("よくあるご質問", book.Title);
        var group = Assert.Single(book.Groups);
        Assert.Equal(("paying", "お支払い"), (group.Id, group.Title));
        var entry = group.Entries[0];
        Assert.Equal(("store", "store", "こんびに"), (entry.Id, entry.Condition, entry.Keywords));
        var paragraph = Assert.IsType<HelpParagraph>(entry.Blocks[0]);
        Assert.Equal([new HelpSpan("番号は10日有効です。"), new HelpSpan("お早めに", IsStrong: true), new HelpSpan("、"), new HelpSpan("履歴", Link: "/payments/history"), new HelpSpan("から。")], paragraph.Spans);
        Assert.Equal((2, false), (Assert.IsType<HelpList>(entry.Blocks[1]).Items.Count, ((HelpList)entry.Blocks[1]).IsNumbered));
        Assert.True(Assert.IsType<HelpList>(entry.Blocks[2]).IsNumbered);
        Assert.Equal([new HelpReference("store"), new HelpPicture("home", "ホーム")], group.Entries[1].Blocks);
    }

    [Theory]
    [InlineData("## a A\n### b B\n{nothing}", "Line 3")]
    [InlineData("lost words", "Line 1")]
    [InlineData("## あ", "Line 1")]
    public void A_text_that_cannot_be_read_names_its_line(string text, string line) =>
        Assert.StartsWith(line, Assert.Throws<FormatException>(() => HelpReader.Read(text, Facts)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_reference_gives_way_to_the_entry_it_names()
    {
        var book = HelpReader.Read(Text, Facts);
        var manual = HelpReader.Read("## a A\n### own 自分\n文\n@store\n@gone", Facts).Resolve(book);

        Assert.Equal(["own", "store"], manual.Entries.Select(entry => entry.Id));
        Assert.Empty(manual.Where(entry => entry.Id == "nobody").Groups);
    }

    [Theory]
    [InlineData("ｺﾝﾋﾞﾆ", "store")]
    [InlineData("こんびに", "store")]
    [InlineData("KONBINI", "store")]
    [InlineData("コンビニ　履歴", "store")]
    [InlineData("銀行", null)]
    [InlineData("　。", null)]
    public void Words_are_found_whatever_their_width_case_and_kana(string typed, string? found) =>
        Assert.Equal(found is null ? [] : [found], HelpSearch.Find(HelpReader.Read(Text, Facts), typed).Select(entry => entry.Id));

    [Theory]
    [InlineData("コンビニで払う", "こんびに", "[コンビニ]で払う")]
    [InlineData("メールが届く。メール", "めーる", "[メール]が届く。[メール]")]
    [InlineData("Password ＰＡＳＳ", "pass", "[Pass]word [ＰＡＳＳ]")]
    [InlineData("払う", "領収書", "払う")]
    [InlineData("𠮷野さんの会費", "吉野 会費", "[𠮷野]さんの[会費]")]
    public void What_was_searched_for_is_marked_where_it_stands(string text, string typed, string marked) =>
        Assert.Equal(marked, string.Concat(HelpSearch.Mark(text, typed).Select(piece => piece.IsHit ? $"[{piece.Text}]" : piece.Text)));
}
