using System.Globalization;
using Quartz;

namespace MemberHub.Features.Billing;

/// <summary>The kinds of long work that billing leaves to jobs. The parameter of each is the key of its run.</summary>
internal static class BillingJobs
{
    public const string Billing = "Billing";
    public const string Announcement = "BillingAnnouncement";

    public static string ParametersOf(long runId) => runId.ToString(CultureInfo.InvariantCulture);

    public static long RunOf(string parameters) => long.Parse(parameters, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Writes the charges of runs that were started, and tells the members when the day has come.</summary>
[DisallowConcurrentExecution]
internal sealed class BillingJob(RunBilling run, AnnounceBilling announce) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await run.RunAsync(cancellationToken);
        await announce.RunAsync(cancellationToken);
    }
}
