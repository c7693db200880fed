namespace MemberHub.Platform.Logging;

/// <summary>
/// Logs for machines: one JSON object a line, on stderr, because a command's stdout is read by programs. In Development, plain lines.
/// What is logged are keys, counts and durations; never a name, an address, a member number or a token.
/// </summary>
public static class LoggingSetup
{
    public static WebApplicationBuilder AddMemberHubLogging(this WebApplicationBuilder builder)
    {
        var logging = builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            logging.AddSimpleConsole(options => options.SingleLine = true);
        }
        else
        {
            logging.AddJsonConsole(options =>
            {
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }

        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);

        // Its Information lines carry whole URLs, and some of ours have a token in the query.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        return builder;
    }
}
