using System.Collections.Concurrent;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>The scanned seals that documents name, each read once.</summary>
/// <param name="load">The file with this SHA-256, or null.</param>
public sealed class SealPictures(Func<string, byte[]?> load)
{
    private readonly ConcurrentDictionary<string, PdfImage> pictures = new(StringComparer.Ordinal);

    /// <summary><see cref="InvalidOperationException"/> for a seal that is not kept: a document without its seal would be another document.</summary>
    public PdfImage Find(string sha256) => pictures.GetOrAdd(
        sha256, name => PdfImage.Read(load(name) ?? throw new InvalidOperationException($"There is no seal {name}.")));
}
