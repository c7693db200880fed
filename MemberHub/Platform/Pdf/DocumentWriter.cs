using System.Globalization;
using System.Text;
using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Platform.Pdf;

/// <summary>
/// Turns a document into the objects of a PDF file: pages as they are finished, fonts and images at the end, when all that was used is known.
/// However often pages are taken, the bytes are the same.
/// </summary>
internal sealed class DocumentWriter : IDisposable
{
    private readonly PdfDocument document;
    private readonly PdfFile file = new();
    private readonly List<int> pages = [];
    private readonly int catalog, pageTree, resources, info;

    public DocumentWriter(PdfDocument document)
    {
        this.document = document;
        (catalog, pageTree, resources, info) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        file.Begin(catalog).Write("<</Type/Catalog/Pages "u8).Reference(pageTree)
            .Write("/Lang("u8).Ascii(document.Info.Language).Write(")/ViewerPreferences<</DisplayDocTitle true>>>>"u8);
        file.End();
        WriteInfo(document.Info);
    }

    /// <summary>The file as far as it has not been sent.</summary>
    public ReadOnlySpan<byte> Waiting => file.Waiting;

    /// <summary>The next page; nothing drawn on it later is written.</summary>
    public void Write(PdfPage page)
    {
        var (number, content) = (file.Reserve(), file.Reserve());
        file.Begin(number).Write("<</Type/Page/Parent "u8).Reference(pageTree).Write("/MediaBox[0 0 "u8)
            .Number(Units.ToPoints(page.Width)).Write(" "u8).Number(Units.ToPoints(page.Height))
            .Write("]/Resources "u8).Reference(resources).Write("/Contents "u8).Reference(content).Write(">>"u8);
        file.End();
        file.BeginStream(content);
        file.EndCompressed(page.Content.Written);
        pages.Add(number);
    }

    /// <summary>All that comes after the last page.</summary>
    public void Finish()
    {
        var tree = file.Begin(pageTree).Write("<</Type/Pages/Count "u8).Number((long)pages.Count).Write("/Kids["u8);
        pages.ForEach(page => tree.Reference(page).Write(" "u8));
        tree.Write("]>>"u8);
        file.End();

        var fonts = document.Fonts.Select(font => FontWriter.Write(font, file)).ToList();
        var images = document.Images.Select(WriteImage).ToList();
        WriteResources(fonts, images);
        file.Finish(catalog, info);
    }

    public Task SendAsync(Stream target, CancellationToken cancel) => file.SendAsync(target, cancel);

    public void Dispose() => file.Dispose();

    private int WriteImage(PdfImage image)
    {
        var number = file.Reserve();
        file.BeginStream(number).Write("/Type/XObject/Subtype/Image/Width "u8).Number((long)image.Width)
            .Write("/Height "u8).Number((long)image.Height).Ascii(image.Dictionary);
        file.EndStream(image.Data);
        return number;
    }

    private void WriteResources(List<int> fonts, List<int> images)
    {
        var target = file.Begin(resources).Write("<</Font<<"u8);
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

    private void WriteInfo(PdfInfo about)
    {
        var created = about.CreatedUtc.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var target = file.Begin(info).Write("<</Title "u8);
        HexText(target, about.Title).Write("/Author "u8);
        HexText(target, about.Author).Write("/Producer(MemberHub)/CreationDate(D:"u8).Ascii(created).Write("Z)>>"u8);
        file.End();
    }

    private static ByteWriter HexText(ByteWriter target, string text) =>
        target.Write("<FEFF"u8).Ascii(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))).Write(">"u8);
}
