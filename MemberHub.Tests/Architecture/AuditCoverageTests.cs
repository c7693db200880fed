using System.Reflection;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Architecture;

/// <summary>No use case changes what is stored without a line in the audit trail.</summary>
public sealed class AuditCoverageTests
{
    // Whoever writes and is not here has to record. Each with the reason why nothing of a society is decided in it.
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["SealAudit"] = "chains the audit trail itself",
        ["SignIn"] = "SignInEvent keeps every attempt that is looked at",
        ["KeepSeenSessions"] = "decides nothing: when a browser was last used",
        ["SignOut"] = "SignInEvent keeps it",
        ["KeepProfileDraft"] = "typing that is not saved yet",
        ["DiscardProfileDraft"] = "typing that was never saved",
        ["SaveMemberFilter"] = "a colleague's own way of looking at a list",
        ["RemoveMemberFilter"] = "a colleague's own way of looking at a list",
        ["RequestPasswordReset"] = "a wish of anybody; what follows from it is recorded under this name when its mail is written",
        ["SendMails"] = "the outbox row itself says when it was sent; what caused it was recorded",
        ["RemindOfDeadlines"] = "the order's own event keeps that the member was reminded, and is never changed",
        ["SlipSteps"] = "carries the steps of the slips' use cases, which record each slip through SlipBatch",
        ["CheckLedger"] = "decides nothing: its row is the result of looking",
        ["AnnounceBilling"] = "what is announced was recorded when it was released; each mail is a row of the outbox",
        ["WriteBroadcasts"] = "what is written was recorded when it was sent off; each mail is a row of the outbox",
        ["MarkNoticesRead"] = "a reader's own mark; nothing of the society changes",
        ["NoteReturn"] = "asks the gateway earlier; what it answers is recorded",
    };

    [Fact]
    [Asvs("16.3.3")]
    public void Every_use_case_that_writes_records_it()
    {
        var writers = UseCases().Where(Writes).ToList();

        Assert.True(writers.Count > 25, $"Only {writers.Count} use cases write.");
        Assert.Empty(writers.Where(type => !Records(type) && !Exceptions.ContainsKey(type.Name)).Select(type => type.FullName));
    }

    [Fact]
    public void No_exception_is_out_of_date()
    {
        var needed = UseCases().Where(type => Writes(type) && !Records(type)).Select(type => type.Name).ToHashSet();

        Assert.Empty(Exceptions.Keys.Except(needed));
    }

    [Theory]
    [InlineData(typeof(WritesOnly), true, false)]
    [InlineData(typeof(WritesInALambda), true, false)]
    [InlineData(typeof(WritesAndRecords), true, true)]
    [InlineData(typeof(Reads), false, false)]
    public void The_rule_tells_good_from_bad(Type type, bool writes, bool records) => Assert.Equal((writes, records), (Writes(type), Records(type)));

    private static IEnumerable<Type> UseCases() => typeof(Program).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsNested: false } && type.Namespace?.StartsWith("MemberHub.Features.", StringComparison.Ordinal) == true)
        .Where(type => !type.Namespace!.StartsWith("MemberHub.Features.Sandbox", StringComparison.Ordinal)) // a gateway for trying out, with books of its own
        .Where(type => type.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly) is not null);

    private static bool Writes(Type type) => CallGraph.ReachedFrom(type).Any(method =>
        (method.Name is "SaveChangesAsync" or "SaveChanges" && typeof(DbContext).IsAssignableFrom(method.DeclaringType))
        || (method.Name is "ExecuteUpdateAsync" or "ExecuteDeleteAsync" or "ExecuteUpdate" or "ExecuteDelete" && method.DeclaringType?.Namespace == "Microsoft.EntityFrameworkCore")
        || (method.DeclaringType == typeof(BulkInsert) && method.Name == nameof(BulkInsert.InsertAllAsync)));

    private static bool Records(Type type) => CallGraph.ReachedFrom(type).Any(method => method.DeclaringType == typeof(AuditTrail));

    private sealed class WritesOnly(MemberHubDatabases databases)
    {
        public async Task RunAsync()
        {
            await using var database = databases.Open(1);
            await database.SaveChangesAsync();
        }
    }

    private sealed class WritesInALambda(MemberHubDatabases databases)
    {
        public Task RunAsync()
        {
            Func<Task> later = async () =>
            {
                await using var database = databases.Open(1);
                await database.Users.ExecuteDeleteAsync();
            };
            return later();
        }
    }

    private sealed class WritesAndRecords(MemberHubDatabases databases)
    {
        public async Task RunAsync()
        {
            await using var database = databases.Open(1);
            database.RecordBySystem(default, "Something", null, new { });
            await database.SaveChangesAsync();
        }
    }

    private sealed class Reads(MemberHubDatabases databases)
    {
        public async Task<bool> RunAsync()
        {
            await using var database = databases.Open(1);
            return await database.Users.AnyAsync();
        }
    }
}
