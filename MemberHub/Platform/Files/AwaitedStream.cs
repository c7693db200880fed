namespace MemberHub.Platform.Files;

/// <summary>
/// Stands between a writer that does not always wait and a stream that may only be waited for, as the answer to a request: what is written at once is kept
/// until the next write that is awaited, or until this stream is disposed. The other stream stays open.
/// </summary>
/// <remarks>A ZIP archive awaits the contents of its entries, but not what it writes after each of them; so no more than that is ever kept.</remarks>
public sealed class AwaitedStream(Stream target) : Stream
{
    private readonly MemoryStream kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => kept.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => kept.Write(buffer);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await HandOverAsync(cancellationToken);
        await target.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Nothing can leave without being awaited.
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await HandOverAsync(cancellationToken);
        await target.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await HandOverAsync(CancellationToken.None);
        await base.DisposeAsync();
    }

    private async ValueTask HandOverAsync(CancellationToken cancel)
    {
        if (kept.Length == 0)
        {
            return;
        }

        var bytes = kept.GetBuffer().AsMemory(0, (int)kept.Length);
        await target.WriteAsync(bytes, cancel);
        kept.SetLength(0);
    }
}
