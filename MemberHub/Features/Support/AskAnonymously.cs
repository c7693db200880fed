using System.Net;
using System.Net.Sockets;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Support;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Support;

namespace MemberHub.Features.Support;

/// <summary>
/// Takes what somebody tells who cannot sign in: first sign-in, lost login ID, address that cannot be read. Nobody is looked up, so the answer is the same for members and
/// strangers, in words and in time; who it is, the office finds out. A network has <see cref="MostOfNetwork"/> forms an hour, all together <see cref="MostOfAll"/>.
/// </summary>
public sealed class AskAnonymously(MemberHubDatabases databases, PortalSociety portal, NewTickets tickets, TimeProvider clock)
{
    public const int MostOfNetwork = 10;
    public const int MostOfAll = 200;

    private const int ShortPrefix = 24;
    private const int LongPrefix = 56;

    /// <summary>Answers the ticket's number.</summary>
    /// <param name="origin">The network address it came from.</param>
    public async Task<Result<string>> RunAsync(TicketKind kind, RequestForm form, string origin, CancellationToken cancel)
    {
        if (!RequestForm.Kinds.Contains(kind))
        {
            return new NoSuchTicket();
        }

        if (form.Faults() is { Count: > 0 } faults)
        {
            return new RequestFaulty(faults);
        }

        if (await portal.ReadAsync(cancel) is not { } society)
        {
            return new NoSuchTicket();
        }

        await using var database = databases.Open(society.Id);
        if (await database.CountRequestAsync(NetworkOf(origin), clock.GetUtcNow().UtcDateTime, cancel) > MostOfNetwork
            || await database.CountRequestAsync(RequestCounting.Everybody, clock.GetUtcNow().UtcDateTime, cancel) > MostOfAll)
        {
            return new TooManyRequests(society.Settings.Issuer.Phone);
        }

        var key = NewTickets.KeyOf(form.RequestKey);
        return await tickets.AddAsync(
            database,
            society,
            key,
            (number, now) => new SupportTicket(number, kind, TicketSide.Membership, now, (form.Note ?? "").Trim(), null)
            {
                ClaimedNumber = JapaneseText.Code(form.Number ?? ""),
                Name = JapaneseText.PersonName(form.Name!),
                Affiliation = JapaneseText.Text(form.Affiliation!),
                Email = JapaneseText.Code(form.Email!),
                Language = NewTickets.Language,
                RequestKey = key,
            },
            (ticket, now) => database.RecordBySystem(now, nameof(AskAnonymously), null, new { Ticket = ticket.Number, Kind = kind.ToString() }, origin),
            cancel);
    }

    /// <summary>The network of an address, such as 203.0.113.0/24; those who share a line count together.</summary>
    internal static string NetworkOf(string origin)
    {
        if (!IPAddress.TryParse(origin, out var address))
        {
            return "";
        }

        var prefix = address.AddressFamily == AddressFamily.InterNetwork ? ShortPrefix : LongPrefix;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, prefix / 8, bytes.Length - (prefix / 8));
        return $"{new IPAddress(bytes)}/{prefix}";
    }
}
