using Quartz;

namespace MemberHub.Platform.Jobs;

/// <summary>
/// Work beside the requests, run by Quartz inside the process. Quartz keeps nothing: what is to be done stands in rows of ours, and a
/// job that wakes takes what is due. So a restart loses no work and a job may be woken at any time.
/// </summary>
public static class JobsSetup
{
    /// <summary>Starts the scheduler with the app; at shutdown a running job may finish.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddQuartz();
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        builder.Services.AddSingleton<JobBell>();
        return builder;
    }

    /// <summary>Runs a job of a feature now and then. Its class says <c>[DisallowConcurrentExecution]</c> where two at once would collide.</summary>
    public static WebApplicationBuilder AddJob<TJob>(this WebApplicationBuilder builder, TimeSpan every)
        where TJob : class, IJob
    {
        builder.Services.AddQuartz(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(typeof(TJob).Name).StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever()),
            job => job.WithIdentity(JobBell.KeyOf<TJob>())));
        return builder;
    }
}
