namespace MemberHub.Tests.Support;

/// <summary>Keeps what is written and tells of each piece how much has come by then. Only asynchronous writing is allowed, as to a response.</summary>
internal sealed class PieceStream(Func<long, Task> written) : MemoryStream
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        base.Write(buffer.ToArray(), 0, buffer.Length);
        await written(Length);
    }

    public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("A response is written asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A response is written asynchronously.");
}
