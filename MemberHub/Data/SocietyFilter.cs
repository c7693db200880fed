using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data;

/// <summary>The query filter that shows one society's rows.</summary>
public static class SocietyFilter
{
    public const string Name = "Society";

    /// <summary>The rows of all societies; for sign-in, jobs and commands only.</summary>
    public static IQueryable<T> AcrossSocieties<T>(this IQueryable<T> rows)
        where T : class, IOfSociety => rows.IgnoreQueryFilters([Name]);
}
