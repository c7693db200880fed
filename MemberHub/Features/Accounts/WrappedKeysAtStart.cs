using System.Xml.Linq;
using MemberHub.Data;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>
/// Looks at the keys in the database before the first request: keys that cannot be opened stop the start (with new ones, every second factor would be lost), and
/// open ones are wrapped.
/// </summary>
internal sealed partial class WrappedKeysAtStart(MemberHubDatabases databases, KeyWrapping wrapping, IHostEnvironment environment, ILogger<WrappedKeysAtStart> log) : IHostedLifecycleService
{
    /// <summary>Before any other service starts: Data Protection would make new keys in place of those that it cannot open.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (wrapping.Current is null && !environment.IsDevelopment())
        {
            LogOpen();
        }

        await using var database = databases.OpenAcrossSocieties();
        foreach (var row in await database.DataProtectionKeys.AsNoTracking().ToListAsync(cancellationToken))
        {
            var key = XElement.Parse(row.Xml);
            if (wrapping.MissingFor(key) is { } missing)
            {
                throw new InvalidOperationException($"Keys in the database are wrapped by {missing}. Set DataProtection:Certificate or DataProtection:KeyFile to it, or name it among the former ones.");
            }

            if (wrapping.Renew(key))
            {
                var renewed = key.ToString(SaveOptions.DisableFormatting);
                await database.DataProtectionKeys.Where(item => item.Id == row.Id && item.Xml == row.Xml).ExecuteUpdateAsync(set => set.SetProperty(item => item.Xml, renewed), cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys that protect sessions and second factors lie in the database unwrapped. Set DataProtection:Certificate or DataProtection:KeyFile")]
    private partial void LogOpen();
}
