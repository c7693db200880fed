using System.Net;
using System.Net.Sockets;
using MemberHub.Data;
using MemberHub.Data.Gateways;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Counts the notifications that are refused, by hour and sender, so that nobody fills the database with them. What is genuine is never counted and never
/// limited.
/// </summary>
public sealed class RefusedSenders(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>So many of one sender and hour are stored whole: enough to see what is wrong with a key or a contract.</summary>
    public const int Stored = 20;

    /// <summary>So many senders of one hour are counted each by itself; those beyond are counted as one.</summary>
    public const int MostSenders = 25;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The how manieth of its sender and hour this one is.</summary>
    internal async Task<int> CountAsync(string gateway, IPAddress? sender, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var hour = new DateTime(nowUtc.Year, nowUtc.Month, nowUtc.Day, nowUtc.Hour, 0, 0, DateTimeKind.Utc);
        var name = NameOf(sender);
        await using var database = databases.OpenAcrossSocieties();
        if (!await AddAsync(database, gateway, name, hour, cancel))
        {
            if (await database.RefusedNotifications.CountAsync(row => row.Gateway == gateway && row.HourUtc == hour, cancel) >= MostSenders)
            {
                name = "";
            }

            if (!await AddAsync(database, gateway, name, hour, cancel))
            {
                await BeginAsync(gateway, name, hour, cancel);
            }
        }

        return await database.RefusedNotifications.Where(row => row.Gateway == gateway && row.Sender == name && row.HourUtc == hour).Select(row => row.Count).SingleAsync(cancel);
    }

    private static async Task<bool> AddAsync(MemberHubDbContext database, string gateway, string sender, DateTime hour, CancellationToken cancel) =>
        await database.RefusedNotifications.Where(row => row.Gateway == gateway && row.Sender == sender && row.HourUtc == hour)
            .ExecuteUpdateAsync(row => row.SetProperty(item => item.Count, item => item.Count + 1), cancel) == 1;

    // The first of the hour also clears away what nobody looks at any more.
    private async Task BeginAsync(string gateway, string sender, DateTime hour, CancellationToken cancel)
    {
        try
        {
            await using var database = databases.OpenAcrossSocieties();
            database.Add(new RefusedNotifications { Gateway = gateway, Sender = sender, HourUtc = hour, Count = 1 });
            await database.SaveChangesAsync(cancel);
            await database.RefusedNotifications.Where(row => row.HourUtc < hour - Kept).ExecuteDeleteAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            await using var database = databases.OpenAcrossSocieties();
            await AddAsync(database, gateway, sender, hour, cancel);
        }
    }

    private static string NameOf(IPAddress? sender)
    {
        if (sender is null)
        {
            return "";
        }

        var address = sender.IsIPv4MappedToIPv6 ? sender.MapToIPv4() : sender;
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"{new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]])}/64"
            : address.ToString();
    }
}
