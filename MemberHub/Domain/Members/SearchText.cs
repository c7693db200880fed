using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace MemberHub.Domain.Members;

/// <summary>
/// Brings what is searched and what was typed to one form (検索キー): width, letter case, hiragana and katakana, small and voiced-alike kana,
/// kanji variants (異体字), blanks and hyphens make no difference. For finding only: two names with one key may be two names.
/// </summary>
public static class SearchText
{
    // Each group is one kanji for whoever searches; the last of a group stands for all of it. Composed for names, by hand.
    private const string Variants =
        "髙高 﨑嵜崎 濵濱浜 邉邊辺 齋齊斎斉 德徳 澤沢 瀧滝 廣広 國圀国 櫻桜 眞真 惠恵 榮栄 龍竜 與与 黑黒 淵渊渕 嶋嶌島 槇槙 遙遥 "
        + "亞亜 惡悪 衞衛 圓円 鹽塩 應応 奧奥 橫横 溫温 假仮 會会 學学 樂楽 覺覚 嶽岳 關関 觀観 歸帰 氣気 龜亀 舊旧 曉暁 堯尭 區区 薰薫 勳勲 羣群 "
        + "溪渓 經経 輕軽 螢蛍 藝芸 劍劒劔釼剣 縣県 權権 嚴厳 號号 濟済 册冊 雜雑 參参 贊賛 齒歯 兒児 實実 寫写 釋釈 壽寿 收収 從従 澁渋 獸獣 肅粛 處処 "
        + "緖緒 敍叙 將将 稱称 證証 條条 狀状 乘乗 淨浄 讓譲 孃嬢 愼慎 晉晋 盡尽 圖図 粹粋 醉酔 穗穂 隨随 數数 瀨瀬 聲声 靜静 攝摂 專専 淺浅 錢銭 禪禅 "
        + "雙双 莊荘 曾曽 總総 聰聡 藏蔵 續続 對対 帶帯 臺台 擇択 單単 團団 彈弾 晝昼 鑄鋳 廳庁 聽聴 鐵鐡鉄 傳伝 轉転 點点 當当 燈灯 獨独 讀読 稻稲 "
        + "拜拝 賣売 發発 祕秘 冨富 佛仏 拂払 變変 辯弁 寶宝 豐豊 萬万 滿満 默黙 藥薬 譽誉 餘余 樣様 瑤瑶 來来 賴頼 亂乱 兩両 綠緑 淚涙 壘塁 禮礼 "
        + "靈霊 齡齢 戀恋 爐炉 勞労 樓楼 祿禄 灣湾 彌弥 檜桧 鄕郷 郞郎 舘館 峯峰 𠮷吉 桒桑 栁柳 桺柳 槗橋 𣘺橋 靍鶴 靏鶴 煕熈熙 舩船 莵兎 兔兎 蘓蘇 閒間 "
        + "鷗鴎 黃黄 增増 寬寛 巖巌 薗園 藪薮 蔣蒋 諫諌 頴穎 鴈雁 桝枡 礒磯 籠篭 簱旗 萠萌 濤涛 禱祷 鋪舗 凉涼 凛凜 晄晃 昻昂 穰穣 翆翠 廸迪 恆恒 悅悦 敎教 "
        + "每毎 步歩 歷歴 曆暦 爲為 產産 緣縁 繩縄 舍舎 說説 鄉郷 鎭鎮 顏顔 飮飲 內内 戶戸 吳呉 姬姫 尙尚 彥彦 槪概 歲歳 淸清 靑青 硏研 稅税 錄録 閱閲 顯顕 鷄鶏 "
        + "曻昇 逹達 楳梅 崈崇 塡填 髮髪 犂犁 祗祇 舖舗 礪砺 蠣蛎 鰺鯵 埜野 邨村 凞熙";

    private const string Syllables =
        "a あ i い u う e え o お ka か ki き ku く ke け ko こ sa さ si し shi し su す se せ so そ ta た ti ち chi ち tu つ tsu つ te て to と "
        + "na な ni に nu ぬ ne ね no の ha は hi ひ hu ふ fu ふ he へ ho ほ ma ま mi み mu む me め mo も ya や yu ゆ yo よ ra ら ri り ru る re れ ro ろ wa わ wo を "
        + "ga が gi ぎ gu ぐ ge げ go ご za ざ zi じ ji じ zu ず ze ぜ zo ぞ da だ di ぢ du づ de で do ど ba ば bi び bu ぶ be べ bo ぼ pa ぱ pi ぴ pu ぷ pe ぺ po ぽ "
        + "kya きゃ kyu きゅ kyo きょ sya しゃ syu しゅ syo しょ sha しゃ shu しゅ sho しょ tya ちゃ tyu ちゅ tyo ちょ cha ちゃ chu ちゅ cho ちょ nya にゃ nyu にゅ nyo にょ "
        + "hya ひゃ hyu ひゅ hyo ひょ mya みゃ myu みゅ myo みょ rya りゃ ryu りゅ ryo りょ gya ぎゃ gyu ぎゅ gyo ぎょ zya じゃ zyu じゅ zyo じょ ja じゃ ju じゅ jo じょ "
        + "bya びゃ byu びゅ byo びょ pya ぴゃ pyu ぴゅ pyo ぴょ va ゔぁ vi ゔぃ vu ゔ fa ふぁ fi ふぃ fe ふぇ fo ふぉ she しぇ che ちぇ je じぇ";

    // Kana whose vowel う or お lengthens, and those whose vowel only う does, as keys have them.
    private const string Rounded = "おこそとのほもよろをごぞどぼぽ";
    private const string LongU = "うくすつぬふむゆるぐずぶぷ";

    private const string AfterN = "あいうえおやゆよ";
    private static readonly string[] Joined = ["な", "に", "ぬ", "ね", "の", "にや", "にゆ", "によ"];

    private static readonly FrozenDictionary<Rune, Rune> Bases = Folded().ToFrozenDictionary();
    private static readonly FrozenDictionary<string, string> Kana = Pairs().ToFrozenDictionary();

    // Small kana stand for large ones, because old rosters have none; what sounds alike is written in two ways.
    private static readonly FrozenDictionary<char, char> Alike = new Dictionary<char, char>
    {
        ['ぁ'] = 'あ',
        ['ぃ'] = 'い',
        ['ぅ'] = 'う',
        ['ぇ'] = 'え',
        ['ぉ'] = 'お',
        ['っ'] = 'つ',
        ['ゃ'] = 'や',
        ['ゅ'] = 'ゆ',
        ['ょ'] = 'よ',
        ['ゎ'] = 'わ',
        ['ゕ'] = 'か',
        ['ゖ'] = 'け',
        ['ゐ'] = 'い',
        ['ゑ'] = 'え',
        ['ぢ'] = 'じ',
        ['づ'] = 'ず',
        ['ヷ'] = 'わ',
        ['ヸ'] = 'い',
        ['ヹ'] = 'え',
        ['ヺ'] = 'を',
    }.ToFrozenDictionary();

    /// <summary>The key of a name, reading, number, address or any other text; empty for one without letters and digits.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var sign in Compatible(text).EnumerateRunes())
        {
            Append(key, Rune.ToLowerInvariant(Bases.GetValueOrDefault(sign, sign)));
        }

        return key.ToString();
    }

    /// <summary>What was typed into a search field: parts divided by blanks, all of which a match must have. At most <see cref="MaxTerms"/>.</summary>
    public static IReadOnlyList<SearchTerm> Terms(string typed) =>
    [
        .. typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Key).Where(key => key.Length > 0).Distinct().Take(MaxTerms)
            .Select(key => FromLatin(key) is { } kana ? new SearchTerm(key, kana) { Spoken = Spoken(kana) } : new SearchTerm(key, null)),
    ];

    /// <summary>
    /// The key of a reading as loosely as Latin letters spell it: long vowels are short (Ono is おおの as well as おの), and an ん before a vowel joins it
    /// (Junichi is じゅんいち).
    /// </summary>
    public static string Spoken(string key)
    {
        var spoken = new StringBuilder(key.Length);
        foreach (var sign in key)
        {
            var last = spoken.Length > 0 ? spoken[^1] : ' ';
            if (sign == 'ー' || (sign == 'う' && (Rounded.Contains(last, StringComparison.Ordinal) || LongU.Contains(last, StringComparison.Ordinal))) || (sign == 'お' && Rounded.Contains(last, StringComparison.Ordinal)))
            {
                continue;
            }

            if (last == 'ん' && AfterN.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var vowel)
            {
                spoken.Length--;
                spoken.Append(Joined[vowel]);
                continue;
            }

            spoken.Append(sign);
        }

        return spoken.ToString();
    }

    /// <summary>How many parts of what was typed are looked at.</summary>
    public const int MaxTerms = 6;

    private static string Compatible(string text) => Ascii.IsValid(text) ? text : text.Normalized(NormalizationForm.FormKC);

    private static void Append(StringBuilder key, Rune sign)
    {
        if (!sign.IsBmp)
        {
            if (Rune.IsLetterOrDigit(sign))
            {
                key.Append(sign.ToString());
            }

            return;
        }

        var letter = (char)sign.Value switch
        {
            >= 'ァ' and <= 'ヶ' and var katakana => (char)(katakana - 'ァ' + 'ぁ'),
            'ヽ' => 'ゝ',
            'ヾ' => 'ゞ',
            (>= '\u00C0' and <= '\u024F') or (>= '\u1E00' and <= '\u1EFF') => char.ToLowerInvariant(sign.ToString().Normalized(NormalizationForm.FormD)[0]),
            var other => other,
        };
        letter = Alike.GetValueOrDefault(letter, letter);

        // A long-vowel mark belongs to kana; elsewhere it was meant as a hyphen.
        var isKept = letter == 'ー' ? key.Length > 0 && key[^1] is (>= 'ぁ' and <= 'ゖ') or 'ー' : char.IsLetterOrDigit(letter) || letter is '@' or '.' or '_' or '+';
        if (isKept)
        {
            key.Append(letter);
        }
    }

    /// <summary>Latin letters as the kana they spell (Hepburn or Kunrei), in the form of a key; null where they spell none.</summary>
    private static string? FromLatin(string key)
    {
        var kana = new StringBuilder();
        for (var at = 0; at < key.Length;)
        {
            var rest = key.AsSpan(at);
            if (Syllable(rest) is { } found)
            {
                kana.Append(found.Kana);
                at += found.Length;
            }
            else if (rest is ['n' or 'm', ..] && rest is not [_, 'a' or 'i' or 'u' or 'e' or 'o' or 'y', ..])
            {
                kana.Append('ん');
                at++;
            }
            else if (rest.Length > 1 && char.IsAsciiLetter(rest[0]) && (rest[0] == rest[1] || rest is ['t', 'c', ..]))
            {
                kana.Append('つ');
                at++;
            }
            else if (rest[0] == 'h' && at > 0 && key[at - 1] == 'o')
            {
                // Ohno, Satoh: the h only lengthens.
                at++;
            }
            else
            {
                return null;
            }
        }

        return kana.Length > 0 ? kana.ToString() : null;
    }

    private static (string Kana, int Length)? Syllable(ReadOnlySpan<char> rest)
    {
        var table = Kana.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(3, rest.Length); length > 0; length--)
        {
            if (table.TryGetValue(rest[..length], out var kana))
            {
                return (kana, length);
            }
        }

        return null;
    }

    private static Dictionary<Rune, Rune> Folded()
    {
        var table = new Dictionary<Rune, Rune>();
        foreach (var group in Variants.Split(' '))
        {
            var signs = group.EnumerateRunes().ToList();
            foreach (var sign in signs.Where(sign => sign != signs[^1]))
            {
                table[sign] = signs[^1];
            }
        }

        return table;
    }

    private static Dictionary<string, string> Pairs()
    {
        var words = Syllables.Split(' ');
        return Enumerable.Range(0, words.Length / 2).ToDictionary(pair => words[2 * pair], pair => Large(words[2 * pair + 1]));
    }

    private static string Large(string kana) => string.Concat(kana.Select(sign => sign switch { 'ゃ' => 'や', 'ゅ' => 'ゆ', 'ょ' => 'よ', 'ぁ' => 'あ', 'ぃ' => 'い', 'ぇ' => 'え', 'ぉ' => 'お', 'ぢ' => 'じ', 'づ' => 'ず', _ => sign }));
}

/// <summary>One part of what was typed.</summary>
/// <param name="Key">As <see cref="SearchText.Key"/> makes it.</param>
/// <param name="Kana">The kana that its Latin letters spell; null where they spell none.</param>
public sealed record SearchTerm(string Key, string? Kana)
{
    /// <summary>The same kana as <see cref="SearchText.Spoken"/> makes them; null where there are none.</summary>
    public string? Spoken { get; init; }

    /// <summary>Whether a reading, itself as <see cref="SearchText.Spoken"/> makes it, sounds like this part.</summary>
    public bool SoundsIn(string spoken) => Spoken is not null && spoken.Contains(Spoken, StringComparison.Ordinal);

    /// <summary>Whether a key has this part.</summary>
    public bool IsIn(string key) => key.Contains(Key, StringComparison.Ordinal) || (Kana is not null && key.Contains(Kana, StringComparison.Ordinal));
}
