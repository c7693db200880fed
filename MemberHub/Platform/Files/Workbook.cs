using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace MemberHub.Platform.Files;

/// <summary>One sheet of a <see cref="Workbook"/>: a bold header row that stays in view, and rows written as they come.</summary>
/// <param name="Name">At most 31 characters, none of <c>[ ] : * ? / \</c>.</param>
/// <param name="Rows">Cells are text (string), whole numbers (long or int), days (DateOnly) or empty (null).</param>
public sealed record WorkbookSheet(string Name, IReadOnlyList<string> Header, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Rows in bold at the end, such as totals.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Totals { get; init; } = [];
}

/// <summary>
/// Writes an Excel workbook (xlsx, ECMA-376 part 1) to a stream, row by row. Text is always written as text, so no cell can become a formula;
/// the same input gives the same bytes.
/// </summary>
public static class Workbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Document = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // Positions in the style sheet's cellXfs.
    private const int Bold = 1;
    private const int Number = 2;
    private const int Day = 3;
    private const int BoldNumber = 4;

    private static readonly DateOnly DayZero = new(1899, 12, 30);
    private static readonly DateTimeOffset Written = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly XmlWriterSettings Xml = new() { Encoding = new UTF8Encoding(false), CloseOutput = true };

    /// <summary>Writes the sheets in this order and leaves the stream open.</summary>
    public static void Write(Stream target, params IReadOnlyList<WorkbookSheet> sheets)
    {
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        Part(archive, "[Content_Types].xml", xml => WriteTypes(xml, sheets.Count));
        Part(archive, "_rels/.rels", xml => WriteRelations(xml, [("officeDocument", "xl/workbook.xml")]));
        Part(archive, "xl/workbook.xml", xml => WriteBook(xml, sheets));
        Part(archive, "xl/_rels/workbook.xml.rels", xml => WriteRelations(xml, [.. sheets.Select((_, i) => ("worksheet", Invariant($"worksheets/sheet{i + 1}.xml"))), ("styles", "styles.xml")]));
        Part(archive, "xl/styles.xml", WriteStyles);
        for (var i = 0; i < sheets.Count; i++)
        {
            var sheet = sheets[i];
            Part(archive, Invariant($"xl/worksheets/sheet{i + 1}.xml"), xml => WriteSheet(xml, sheet));
        }
    }

    private static void Part(ZipArchive archive, string name, Action<XmlWriter> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Written;
        using var xml = XmlWriter.Create(entry.Open(), Xml);
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static void WriteTypes(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", Types);
        Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        Element(xml, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", Document + ".sheet.main+xml"));
        Element(xml, "Override", ("PartName", "/xl/styles.xml"), ("ContentType", Document + ".styles+xml"));
        for (var i = 1; i <= sheets; i++)
        {
            Element(xml, "Override", ("PartName", Invariant($"/xl/worksheets/sheet{i}.xml")), ("ContentType", Document + ".worksheet+xml"));
        }

        xml.WriteEndElement();
    }

    private static void WriteRelations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> relations)
    {
        xml.WriteStartElement("Relationships", Package);
        for (var i = 0; i < relations.Count; i++)
        {
            Element(xml, "Relationship", ("Id", Invariant($"rId{i + 1}")), ("Type", $"{Relations}/{relations[i].Type}"), ("Target", relations[i].Target));
        }

        xml.WriteEndElement();
    }

    private static void WriteBook(XmlWriter xml, IReadOnlyList<WorkbookSheet> sheets)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets");
        for (var i = 0; i < sheets.Count; i++)
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", sheets[i].Name);
            xml.WriteAttributeString("sheetId", Invariant($"{i + 1}"));
            xml.WriteAttributeString("r", "id", Relations, Invariant($"rId{i + 1}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStyles(XmlWriter xml) => xml.WriteRaw($"""
        <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Yu Gothic"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="3" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>
        """);

    private static void WriteSheet(XmlWriter xml, WorkbookSheet sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteRaw(Invariant($"""<cols><col min="1" max="{Math.Max(1, sheet.Header.Count)}" width="18" customWidth="1"/></cols>"""));
        xml.WriteStartElement("sheetData");
        WriteRow(xml, sheet.Header, isBold: true);
        foreach (var row in sheet.Rows)
        {
            WriteRow(xml, row, isBold: false);
        }

        foreach (var row in sheet.Totals)
        {
            WriteRow(xml, row, isBold: true);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, IReadOnlyList<object?> cells, bool isBold)
    {
        xml.WriteStartElement("row");
        foreach (var cell in cells)
        {
            switch (cell)
            {
                case null or "":
                    Element(xml, "c");
                    break;
                case string text:
                    WriteText(xml, text, isBold ? Bold : 0);
                    break;
                case int or long:
                    WriteValue(xml, Convert.ToInt64(cell, CultureInfo.InvariantCulture), isBold ? BoldNumber : Number);
                    break;
                case DateOnly day:
                    WriteValue(xml, day.DayNumber - DayZero.DayNumber, Day);
                    break;
                default:
                    throw new ArgumentException($"A cell cannot hold a {cell.GetType().Name}.", nameof(cells));
            }
        }

        xml.WriteEndElement();
    }

    private static void WriteText(XmlWriter xml, string text, int style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("s", Invariant($"{style}"));
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(string.Concat(text.Where(sign => XmlConvert.IsXmlChar(sign) || char.IsSurrogate(sign))));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteValue(XmlWriter xml, long value, int style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("s", Invariant($"{style}"));
        xml.WriteElementString("v", Invariant($"{value}"));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
