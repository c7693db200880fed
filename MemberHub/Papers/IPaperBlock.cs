using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>Something that stands beside the tax block under the lines. Lengths are millimetres.</summary>
internal interface IPaperBlock
{
    double Height { get; }

    /// <summary>Draws it and answers where it ends.</summary>
    double Draw(PdfPage page, double left, double top);
}
