using MemberHub.Data.Search;
using MemberHub.Data.Sqlite;
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
                IInterceptor[] interceptors = [new SqliteTurns(), new SqliteWaiting(), new SqliteKeeping()];
                services.AddContext<SqliteMemberHubDbContext>(options => options.UseSqlite(SqliteFile.Resolve(connection)).AddInterceptors(interceptors));
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
