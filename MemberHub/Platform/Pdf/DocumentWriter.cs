using System.Globalization;
using System.Text;
using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Platform.Pdf;

/// <summary>Turns a document into the objects of a PDF file.</summary>
internal static class DocumentWriter
{
    public static void Write(PdfDocument document, PdfFile file)
    {
        var (catalog, pageTree, resources, info) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        file.Begin(catalog).Write("<</Type/Catalog/Pages "u8).Reference(pageTree)
            .Write("/Lang("u8).Ascii(document.Info.Language).Write(")/ViewerPreferences<</DisplayDocTitle true>>>>"u8);
        file.End();
        WriteInfo(document.Info, info, file);

        var pages = document.Pages.Select(page => WritePage(page, pageTree, resources, file)).ToList();
        var tree = file.Begin(pageTree).Write("<</Type/Pages/Count "u8).Number((long)pages.Count).Write("/Kids["u8);
        pages.ForEach(page => tree.Reference(page).Write(" "u8));
        tree.Write("]>>"u8);
        file.End();

        var fonts = document.Fonts.Select(font => FontWriter.Write(font, file)).ToList();
        var images = document.Images.Select(image => WriteImage(image, file)).ToList();
        WriteResources(resources, fonts, images, file);
        file.Finish(catalog, info);
    }

    private static int WritePage(PdfPage page, int pageTree, int resources, PdfFile file)
    {
        var (number, content) = (file.Reserve(), file.Reserve());
        file.Begin(number).Write("<</Type/Page/Parent "u8).Reference(pageTree).Write("/MediaBox[0 0 "u8)
            .Number(Units.ToPoints(page.Width)).Write(" "u8).Number(Units.ToPoints(page.Height))
            .Write("]/Resources "u8).Reference(resources).Write("/Contents "u8).Reference(content).Write(">>"u8);
        file.End();
        file.BeginStream(content);
        file.EndCompressed(page.Content.Written);
        return number;
    }

    private static int WriteImage(PdfImage image, PdfFile file)
    {
        var number = file.Reserve();
        file.BeginStream(number).Write("/Type/XObject/Subtype/Image/Width "u8).Number((long)image.Width)
            .Write("/Height "u8).Number((long)image.Height).Ascii(image.Dictionary);
        file.EndStream(image.Data);
        return number;
    }

    private static void WriteResources(int number, List<int> fonts, List<int> images, PdfFile file)
    {
        var target = file.Begin(number).Write("<</Font<<"u8);
        WriteNames("/F"u8, fonts, target);
        target.Write(">>/XObject<<"u8);
        WriteNames("/I"u8, images, target);
        target.Write(">>/ExtGState<</Multiply<</BM/Multiply>>>>>>"u8);
        file.End();
    }

    private static void WriteNames(ReadOnlySpan<byte> prefix, List<int> objects, ByteWriter target)
    {
        for (var index = 0; index < objects.Count; index++)
        {
            target.Write(prefix).Number((long)index).Write(" "u8).Reference(objects[index]);
        }
    }

    private static void WriteInfo(PdfInfo info, int number, PdfFile file)
    {
        var created = info.CreatedUtc.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        file.Begin(number).Write("<</Title "u8).HexText(info.Title).Write("/Author "u8).HexText(info.Author)
            .Write("/Producer(MemberHub)/CreationDate(D:"u8).Ascii(created).Write("Z)>>"u8);
        file.End();
    }

    private static ByteWriter HexText(this ByteWriter target, string text) =>
        target.Write("<FEFF"u8).Ascii(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))).Write(">"u8);
}
