using MemberHub.Domain.Members;

namespace MemberHub.Data.DemoData;

/// <summary>Invented institutions, homes and telephones. The towns are real; block numbers and exchanges that begin with 0 are not in use.</summary>
internal static class DemoPlaces
{
    public static readonly IReadOnlyList<string> Departments =
        ["検査部", "臨床検査科", "中央検査室", "病理診断科", "輸血・細胞治療部", "微生物検査室", "生理検査室", "診療技術部 検査科", "遺伝子検査室", "医療技術局"];

    private static readonly string[] Institutions =
    [
        "杜の都総合病院", "青葉通り中央病院", "みちのく大学病院", "広瀬川医療センター", "北上台病院", "松島湾赤煉瓦病院", "東雲大学医学部附属病院", "さくら坂記念病院",
        "武蔵台医科大学", "多摩ヶ丘総合医療センター", "みなと南病院", "湘南台検査センター", "名城東病院", "木曽川医療センター", "鴨川沿い病院", "浪速台大学医学部",
        "六甲山麓病院", "瀬戸内中央病院", "筑紫野の森病院", "阿蘇ふもと医療センター", "石狩平野病院", "大通公園前クリニック",
    ];

    private static readonly (string PostalCode, string Town, string AreaCode)[] Towns =
    [
        ("980-0011", "宮城県仙台市青葉区上杉", "022"), ("020-0021", "岩手県盛岡市中央通", "019"), ("010-0951", "秋田県秋田市山王", "018"),
        ("060-0042", "北海道札幌市中央区大通西", "011"), ("113-0033", "東京都文京区本郷", "03"), ("160-0022", "東京都新宿区新宿", "03"),
        ("231-0023", "神奈川県横浜市中区山下町", "045"), ("460-0008", "愛知県名古屋市中区栄", "052"), ("604-8001", "京都府京都市中京区木屋町通", "075"),
        ("530-0001", "大阪府大阪市北区梅田", "06"), ("650-0021", "兵庫県神戸市中央区三宮町", "078"), ("700-0822", "岡山県岡山市北区表町", "086"),
        ("810-0001", "福岡県福岡市中央区天神", "092"), ("860-0806", "熊本県熊本市中央区花畑町", "096"), ("900-0015", "沖縄県那覇市久茂地", "098"),
    ];

    private static readonly string[] Abroad =
    [
        "12 Harbour Terrace, Wellington, New Zealand", "88 Orchid Lane, Singapore", "Rua das Oliveiras 71, Lisboa, Portugal", "904 Maple Court, Ottawa, Canada",
    ];

    public static AffiliationDetails Affiliation(Random random)
    {
        var institution = random.Next(Institutions.Length);
        return new AffiliationDetails
        {
            Institution = Institutions[institution],
            Department = random.Pick(Departments),
            Place = Place(random, Towns[institution % Towns.Length]),
        };
    }

    public static PostalAddress Home(Random random) => Place(random, random.Pick(Towns));

    public static PostalAddress HomeAbroad(Random random) => new() { Address = random.Pick(Abroad) };

    public static string Mobile(Random random) => $"090-0{random.Next(100, 1000)}-{random.Next(1000, 10000)}";

    private static PostalAddress Place(Random random, (string PostalCode, string Town, string AreaCode) town) => new()
    {
        PostalCode = town.PostalCode,
        Address = $"{town.Town}{random.Next(7, 10)}-{random.Next(70, 100)}-{random.Next(1, 20)}",
        Phone = $"{town.AreaCode}-0{random.Next(100, 1000)}-{random.Next(1000, 10000)}",
    };

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
