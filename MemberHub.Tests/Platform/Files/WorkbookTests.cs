using System.IO.Compression;
using System.Xml.Linq;
using MemberHub.Platform.Files;

namespace MemberHub.Tests.Platform.Files;

public sealed class WorkbookTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    [Asvs("1.3.3")]
    public void Cells_keep_their_kind_and_text_never_becomes_a_formula()
    {
        using var archive = Written(new WorkbookSheet("会員", ["番号", "氏名", "金額", "日付"], [["0000101", "=1+1", 12_000L, new DateOnly(2026, 11, 22)], ["0000102", null, 0, null]])
        {
            Totals = [["合計", null, 12_000L]],
        });

        var sheet = Part(archive, "xl/worksheets/sheet1.xml");
        Assert.Equal(["番号|氏名|金額|日付", "0000101|=1+1|12000|46348", "0000102||0|", "合計||12000"], sheet.Descendants(Main + "row").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))));
        Assert.Empty(sheet.Descendants(Main + "f"));
        var cells = sheet.Descendants(Main + "row").ElementAt(1).Elements().ToList();
        Assert.Equal(["inlineStr", "inlineStr", null, null], cells.Select(cell => (string?)cell.Attribute("t")));
        Assert.Equal("会員", (string?)Part(archive, "xl/workbook.xml").Descendants(Main + "sheet").Single().Attribute("name"));
    }

    [Fact]
    public void Every_part_that_is_named_is_there()
    {
        using var archive = Written(new WorkbookSheet("A", ["a"], []), new WorkbookSheet("B", ["b"], [["髙﨑邉𠮷", "\u0001"]]));

        var names = archive.Entries.Select(entry => entry.FullName).ToHashSet();
        XNamespace types = "http://schemas.openxmlformats.org/package/2006/content-types";
        XNamespace package = "http://schemas.openxmlformats.org/package/2006/relationships";
        Assert.All(Part(archive, "[Content_Types].xml").Descendants(types + "Override"), part => Assert.Contains(((string)part.Attribute("PartName")!)[1..], names));
        Assert.All(Part(archive, "xl/_rels/workbook.xml.rels").Descendants(package + "Relationship"), part => Assert.Contains("xl/" + (string)part.Attribute("Target")!, names));
        Assert.Contains("髙﨑邉𠮷", Part(archive, "xl/worksheets/sheet2.xml").Descendants(Main + "t").Select(text => text.Value));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() => Assert.Equal(Bytes(new WorkbookSheet("A", ["a"], [["b", 1]])), Bytes(new WorkbookSheet("A", ["a"], [["b", 1]])));

    [Fact]
    public void A_cell_of_another_kind_is_a_mistake() => Assert.Throws<ArgumentException>(() => Bytes(new WorkbookSheet("A", ["a"], [[1.5]])));

    private static byte[] Bytes(params WorkbookSheet[] sheets)
    {
        using var stream = new MemoryStream();
        Workbook.Write(stream, sheets);
        return stream.ToArray();
    }

    private static ZipArchive Written(params WorkbookSheet[] sheets) => new(new MemoryStream(Bytes(sheets)), ZipArchiveMode.Read);

    private static XDocument Part(ZipArchive archive, string name)
    {
        using var content = archive.GetEntry(name)!.Open();
        return XDocument.Load(content);
    }
}
