using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MemberHub.Tests.Platform.Mail;

/// <summary>A mail server on loopback that writes down what it is told and answers as the test wants.</summary>
internal sealed class LoopbackSmtp : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> commands = [];
    private readonly ConcurrentQueue<byte[]> mails = [];
    private readonly Task serving;

    public LoopbackSmtp()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The lines after EHLO's first.</summary>
    public List<string> Offers { get; } = [];

    /// <summary>Answers to commands by their first word, instead of the usual one.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>How long it thinks before it takes a mail.</summary>
    public TimeSpan Pause { get; set; }

    public IReadOnlyList<string> Commands => [.. commands];

    public IReadOnlyList<byte[]> Mails => [.. mails];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }

        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync(stream, "220 loopback");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            commands.Enqueue(line);
            var word = line.Split(' ', ':')[0];
            if (Answers.TryGetValue(word, out var answer))
            {
                await SayAsync(stream, answer);
                continue;
            }

            switch (word)
            {
                case "EHLO":
                    string[] lines = ["loopback", .. Offers];
                    await SayAsync(stream, string.Join("\r\n", lines.Select((text, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{text}")));
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    await ReceiveAsync(stream, reader);
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, line is "AUTH LOGIN" ? "334 VXNlcm5hbWU6" : "250 ok");
                    break;
            }
        }
    }

    private async Task ReceiveAsync(NetworkStream stream, StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line and not ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        await Task.Delay(Pause, stop.Token);
        mails.Enqueue(Encoding.Latin1.GetBytes(text.ToString()));
        await SayAsync(stream, Answers.GetValueOrDefault("content", "250 taken"));
    }

    private async Task SayAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), stop.Token);
}
