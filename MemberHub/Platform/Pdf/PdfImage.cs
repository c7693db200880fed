namespace MemberHub.Platform.Pdf;

/// <summary>A picture for a page, made once and used in any number of documents.</summary>
public sealed class PdfImage
{
    internal PdfImage(int width, int height, byte[] data, string dictionary)
    {
        Width = width;
        Height = height;
        Data = data;
        Dictionary = dictionary;
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>The pixels as they stand in the file.</summary>
    internal byte[] Data { get; }

    /// <summary>The entries that say how to read <see cref="Data"/>.</summary>
    internal string Dictionary { get; }
}
