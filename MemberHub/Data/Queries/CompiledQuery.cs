using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MemberHub.Data.Queries;

/// <summary>A query that is translated once, not looked up by its expression each time. Each provider's model has its own.</summary>
internal sealed class CompiledQuery<T>(Func<T> compile)
    where T : Delegate
{
    private readonly ConditionalWeakTable<IModel, T> known = [];

    public T On(MemberHubDbContext database) => known.GetValue(database.Model, _ => compile());
}
