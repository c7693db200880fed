using MemberHub.Data.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberHub.Data;

public static class DataSetup
{
    public static WebApplicationBuilder AddMemberHubData(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var connection = builder.Configuration.GetConnectionString("MemberHub")
            ?? throw new InvalidOperationException("ConnectionStrings:MemberHub is missing.");
        switch (builder.Configuration["Database:Provider"])
        {
            case "Sqlite":
                IInterceptor[] oneWriter = [new SqliteTurns(), new SqliteWaiting()];
                services.AddContext<SqliteMemberHubDbContext>(options => options.UseSqlite(SqliteFile.Resolve(connection)).AddInterceptors(oneWriter));
                break;
            case "Postgres":
                services.AddContext<PostgresMemberHubDbContext>(options => options.UseNpgsql(connection));
                break;
            case var other:
                throw new InvalidOperationException($"Database:Provider must be Sqlite or Postgres, not '{other}'.");
        }

        services.AddSingleton<MemberHubDatabases>();
        services.AddSingleton<MemberIndex>();
        services.AddSingleton<SocietySeed>();
        services.AddSingleton<Migrator>();
        return builder;
    }

    private static void AddContext<T>(this IServiceCollection services, Action<DbContextOptionsBuilder> use)
        where T : MemberHubDbContext =>
        services
            .AddPooledDbContextFactory<T>(use)
            .AddSingleton<IDbContextFactory<MemberHubDbContext>, MemberHubDbContextFactory<T>>()
            .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<MemberHubDbContext>>().CreateDbContext()); // for Identity's stores only
}

/// <summary>Hands out the configured provider's context as a <see cref="MemberHubDbContext"/>.</summary>
internal sealed class MemberHubDbContextFactory<T>(IDbContextFactory<T> inner) : IDbContextFactory<MemberHubDbContext>
    where T : MemberHubDbContext
{
    public MemberHubDbContext CreateDbContext()
    {
        // A context that was used before still has the society it was opened for; nobody may find it so.
        var database = inner.CreateDbContext();
        database.ShownSociety = 0;
        return database;
    }
}

/// <summary>Where a SQLite file lies: a relative Data Source means one fixed folder, whatever directory the command was started in.</summary>
public static class SqliteFile
{
    /// <summary>The folder of relative files: MEMBERHUB_DATA, else memberhub in the user's application data.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("MEMBERHUB_DATA") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "memberhub");

    public static string Resolve(string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        if (connection.DataSource is not ("" or ":memory:") && !Path.IsPathRooted(connection.DataSource))
        {
            Directory.CreateDirectory(Folder);
            connection.DataSource = Path.Combine(Folder, connection.DataSource);
        }

        return connection.ToString();
    }
}
