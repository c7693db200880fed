using MemberHub.Papers;
using MemberHub.Platform.Security;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Papers;

[Trait("Runs", "Once")]
public sealed class CertificatePaperTests
{
    private static readonly CertificatePaper Paper = new(PdfTools.Fonts);

    private static readonly QrPicture Picture = QrPicture.Of("https://member.example.jp/certificate/verify/" + new string('x', 43));

    private static readonly CertificateContent Usual = new()
    {
        InEnglish = false,
        SocietyJa = "青葉臨床医学会",
        SocietyEn = "Aoba Society of Clinical Medicine",
        Name = "髙橋　真理子",
        MemberNumber = "0000482",
        Category = "正会員",
        Rank = "評議員",
        JoinedOn = new DateOnly(2010, 4, 1),
        ValidThrough = new DateOnly(2026, 12, 31),
        IssuedOn = new DateOnly(2026, 11, 22),
        Issuer = SampleInvoices.Usual.Issuer,
        PictureSize = Picture.Size,
        Picture = Picture.Runs,
    };

    private static readonly CertificateContent English = Usual with { InEnglish = true, Category = "Meritorious member", Rank = "Councillor" };

    private static readonly CertificateContent Long = Usual with
    {
        SocietyJa = "一般社団法人 日本病院検査医学および臨床検査情報システム国際連携推進学会",
        Name = "公益財団法人　東日本臨床検査医学教育研究振興財団附属総合医療センター中央検査部（機関会員代表者　長谷川　比呂志）",
        Category = "機関会員・病床数500床以上の医療機関",
        JoinedOn = null,
        Issuer = SampleInvoices.Long.Issuer,
    };

    public static TheoryData<string> Samples => ["certificate", "certificate-english", "certificate-long"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_text_is_the_one_a_person_agreed_to(string sample)
    {
        PdfTools.Need("pdftotext");
        Approved.Equal(sample, PdfTools.Run("pdftotext", Print(sample), "-raw", "{file}", "-"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_file_is_clean_shows_every_sign_and_stays_on_its_card(string sample)
    {
        PdfTools.Need("qpdf", "pdftotext");
        var printed = Paper.Render(Content(sample), SampleInvoices.CreatedUtc);
        PdfTools.AssertClean(printed.Bytes);
        Assert.Empty(printed.Lacking);
        var words = System.Xml.Linq.XDocument.Parse(PdfTools.Run("pdftotext", printed.Bytes, "-bbox", "{file}", "-")).Descendants().Where(node => node.Name.LocalName == "word").ToList();
        var onCard = words.Where(word => (double)word.Attribute("yMin")! > Points(64) && (double)word.Attribute("yMax")! < Points(130)).ToList();

        Assert.NotEmpty(onCard);
        Assert.All(onCard, word =>
        {
            Assert.InRange((double)word.Attribute("yMax")!, Points(66), Points(120));
            Assert.InRange((double)word.Attribute("xMin")!, Points(19.4), Points(190.6));
            Assert.InRange((double)word.Attribute("xMax")!, Points(19.4), Points(190.6));
        });
    }

    private static double Points(double millimetres) => millimetres * 72 / 25.4;

    private static byte[] Print(string sample) => Paper.Render(Content(sample), SampleInvoices.CreatedUtc).Bytes;

    private static CertificateContent Content(string sample) => sample switch { "certificate-english" => English, "certificate-long" => Long, _ => Usual };
}
