using Quartz;

namespace MemberHub.Platform.Jobs;

/// <summary>
/// Work beside the requests, run by Quartz inside the process. Quartz keeps nothing: what is to be done stands in rows of ours, and a
/// job that wakes takes what is due. So a restart loses no work, and a job may wake too often but never too seldom.
/// </summary>
public static class JobsSetup
{
    /// <summary>Starts the scheduler with the app; at shutdown a running job may finish.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        // The pulse is real time even where the clock of the rules stands still, as in tests. Only a scheduler with a name has a clock of its own.
        builder.Services.AddQuartz("MemberHub", quartz => quartz.UseTimeProvider(TimeProvider.System));
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return builder;
    }

    /// <summary>Wakes a feature's job again and again. Its class says <c>[DisallowConcurrentExecution]</c> where a slow run may meet the next.</summary>
    public static WebApplicationBuilder AddJob<TJob>(this WebApplicationBuilder builder, TimeSpan every)
        where TJob : class, IJob
    {
        builder.Services.ConfigureAllQuartzSchedulers(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(typeof(TJob).Name).StartNow().WithSimpleSchedule(every),
            job => job.WithIdentity(typeof(TJob).Name)));
        return builder;
    }
}
