using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Jobs;
using Quartz;

namespace MemberHub.Features.Notices;

/// <summary>Writes broadcasts that were sent off, part by part.</summary>
[DisallowConcurrentExecution]
internal sealed class BroadcastJob(WriteBroadcasts write) : IJob
{
    public const string Kind = "Broadcast";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await write.RunAsync(cancellationToken);

    /// <summary>The parameter of the job is the key of its broadcast.</summary>
    public static long BroadcastOf(JobRun job) => long.Parse(job.Parameters, CultureInfo.InvariantCulture);
}

/// <summary>How many readers were written to, as the job's result keeps it.</summary>
internal sealed record BroadcastProgress(long Readers)
{
    public static BroadcastProgress Read(JobRun job) => job.Result.Length == 0 ? new(0) : ReadableJson.Read<BroadcastProgress>(job.Result);
}
