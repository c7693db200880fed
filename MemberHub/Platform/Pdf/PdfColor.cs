namespace MemberHub.Platform.Pdf;

/// <summary>A colour; each part from 0 (dark) to 1 (light).</summary>
public readonly record struct PdfColor(double Red, double Green, double Blue)
{
    public static readonly PdfColor Black;

    public static PdfColor Gray(double light) => new(light, light, light);

    internal void WriteFill(ByteWriter target) => Write(target, " g\n"u8, " rg\n"u8);

    internal void WriteStroke(ByteWriter target) => Write(target, " G\n"u8, " RG\n"u8);

    private void Write(ByteWriter target, ReadOnlySpan<byte> gray, ReadOnlySpan<byte> colour)
    {
        target.Number(Red);
        if (Red == Green && Green == Blue)
        {
            target.Write(gray);
        }
        else
        {
            target.Write(" "u8).Number(Green).Write(" "u8).Number(Blue).Write(colour);
        }
    }
}

/// <summary>How a line is drawn.</summary>
/// <param name="Width">In mm.</param>
/// <param name="Color">Black unless said.</param>
public readonly record struct Stroke(double Width, PdfColor Color = default);
