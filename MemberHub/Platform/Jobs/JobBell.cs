using Quartz;

namespace MemberHub.Platform.Jobs;

/// <summary>Wakes a job before its time, because work for it was just committed.</summary>
public sealed partial class JobBell(ISchedulerFactory schedulers, ILogger<JobBell> log)
{
    /// <summary>Never throws: the job comes by itself a little later.</summary>
    public async ValueTask RingAsync<TJob>(CancellationToken cancel)
        where TJob : class, IJob
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(cancel);
            await scheduler.TriggerJob(KeyOf<TJob>(), cancellationToken: cancel);
        }
        catch (SchedulerException error)
        {
            LogNotWoken(error, typeof(TJob).Name);
        }
    }

    internal static JobKey KeyOf<TJob>() => new(typeof(TJob).Name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job {Job} could not be woken; it runs at its next time")]
    private partial void LogNotWoken(Exception error, string job);
}
