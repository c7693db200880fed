using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data;

/// <summary>Opens the database for one society, or across societies for sign-in, jobs and commands.</summary>
public sealed class MemberHubDatabases(IDbContextFactory<MemberHubDbContext> factory)
{
    /// <summary>A context that shows the rows of this society only and stamps it on what is added.</summary>
    public MemberHubDbContext Open(long societyId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(societyId);
        var database = factory.CreateDbContext();
        database.ShownSociety = societyId;
        return database;
    }

    /// <summary>A context of no society: accounts are seen, other rows only through <see cref="SocietyFilter.AcrossSocieties"/>.</summary>
    public MemberHubDbContext OpenAcrossSocieties() => factory.CreateDbContext();
}
