namespace MemberHub.Data.DemoData;

/// <summary>Invented people are named from these; any likeness to a person is chance. Forms such as 髙 and 﨑 are kept apart from 高 and 崎.</summary>
internal static class DemoNames
{
    public static readonly IReadOnlyList<DemoName> Families = Read("""
        佐藤 さとう sato/鈴木 すずき suzuki/高橋 たかはし takahashi/髙橋 たかはし takahashi/田中 たなか tanaka/伊藤 いとう ito
        渡辺 わたなべ watanabe/渡邉 わたなべ watanabe/渡邊 わたなべ watanabe/山本 やまもと yamamoto/中村 なかむら nakamura
        小林 こばやし kobayashi/加藤 かとう kato/吉田 よしだ yoshida/𠮷田 よしだ yoshida/山田 やまだ yamada/佐々木 ささき sasaki
        山口 やまぐち yamaguchi/松本 まつもと matsumoto/井上 いのうえ inoue/木村 きむら kimura/清水 しみず shimizu/林 はやし hayashi
        斎藤 さいとう saito/齋藤 さいとう saito/齊藤 さいとう saito/山崎 やまざき yamazaki/山﨑 やまざき yamazaki/森 もり mori
        阿部 あべ abe/池田 いけだ ikeda/橋本 はしもと hashimoto/石川 いしかわ ishikawa/小川 おがわ ogawa/岡田 おかだ okada
        前田 まえだ maeda/長谷川 はせがわ hasegawa/藤田 ふじた fujita/後藤 ごとう goto/近藤 こんどう kondo/村上 むらかみ murakami
        遠藤 えんどう endo/青木 あおき aoki/坂本 さかもと sakamoto/福田 ふくだ fukuda/西村 にしむら nishimura/太田 おおた ota
        浜田 はまだ hamada/濵田 はまだ hamada/濱田 はまだ hamada/藤原 ふじわら fujiwara/岡本 おかもと okamoto/中野 なかの nakano
        今野 こんの konno/千葉 ちば chiba/菅原 すがわら sugawara/桜井 さくらい sakurai/櫻井 さくらい sakurai/内田 うちだ uchida
        """);

    public static readonly IReadOnlyList<DemoName> Women = Read("""
        美咲 みさき misaki/陽子 ようこ yoko/恵 めぐみ megumi/久美子 くみこ kumiko/真由美 まゆみ mayumi/直美 なおみ naomi/彩 あや aya
        裕子 ゆうこ yuko/由美子 ゆみこ yumiko/千尋 ちひろ chihiro/麻衣 まい mai/香織 かおり kaori/愛 あい ai/さくら さくら sakura
        紗希 さき saki/美穂 みほ miho/典子 のりこ noriko/弥生 やよい yayoi/桂子 けいこ keiko/瞳 ひとみ hitomi/菜摘 なつみ natsumi
        """);

    public static readonly IReadOnlyList<DemoName> Men = Read("""
        健 けん ken/誠 まこと makoto/大輔 だいすけ daisuke/拓也 たくや takuya/直樹 なおき naoki/浩 ひろし hiroshi/哲也 てつや tetsuya
        和彦 かずひこ kazuhiko/隆 たかし takashi/翔太 しょうた shota/健太郎 けんたろう kentaro/亮 りょう ryo/修 おさむ osamu
        雅人 まさと masato/康平 こうへい kohei/俊介 しゅんすけ shunsuke/剛 つよし tsuyoshi/智之 ともゆき tomoyuki/悠 ゆう yu
        """);

    public static readonly IReadOnlyList<DemoName> Overseas = Read("""
        Emma|Lindqvist  lindqvist/Daniel|Okafor  okafor/Mei-Ling|Tan  tan/Carlos|Ibarra  ibarra/Somchai|Rattana  rattana/Anna|Kowalska  kowalska
        Hye-jin|Park  park/Lucas|Ferreira  ferreira/Aisha|Rahman  rahman/Thomas|Whitfield  whitfield/Linh|Nguyen  nguyen/Sofia|Marchetti  marchetti
        """);

    /// <summary>Bodies that support the society, invented.</summary>
    public static readonly IReadOnlyList<DemoName> Companies = Read("""
        みどり杜試薬株式会社 みどりもりしやくかぶしきがいしゃ midorimori/株式会社ひろせ分析機器 かぶしきがいしゃひろせぶんせききき hirosebunseki
        あけぼの臨床検査株式会社 あけぼのりんしょうけんさかぶしきがいしゃ akebono/株式会社七夕メディカル かぶしきがいしゃたなばためでぃかる tanabata
        北斗光学工業株式会社 ほくとこうがくこうぎょうかぶしきがいしゃ hokuto/有限会社けやき医科器械 ゆうげんがいしゃけやきいかきかい keyaki
        株式会社つきのわ情報 かぶしきがいしゃつきのわじょうほう tsukinowa/しらかば薬品株式会社 しらかばやくひんかぶしきがいしゃ shirakaba
        """);

    private static List<DemoName> Read(string text) =>
    [
        .. text.Split(['/', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split(' '))
            .Select(parts => new DemoName(parts[0].Replace('|', ' '), parts[1], parts[2])),
    ];
}

/// <summary>A name as written, its reading, and its Latin letters for login IDs and addresses.</summary>
internal sealed record DemoName(string Written, string Kana, string Latin);
