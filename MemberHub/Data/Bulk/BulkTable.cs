using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MemberHub.Data.Bulk;

/// <summary>A table as the model describes it, for writing rows past the change tracker.</summary>
internal sealed class BulkTable<T>
    where T : class
{
    // Its readers are compiled: once for each model, not for each write.
    private static readonly ConditionalWeakTable<IModel, BulkTable<T>> Known = [];

    private readonly IEntityType type;

    private BulkTable(MemberHubDbContext database)
    {
        type = database.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not stored.");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var helper = database.GetService<ISqlGenerationHelper>();
        Name = table.Name;
        QuotedName = helper.DelimitIdentifier(table.Name, table.Schema);
        Columns = [.. type.GetFlattenedProperties().Select(property => new BulkColumn<T>(
            helper.DelimitIdentifier(property.GetColumnName(table)!), Reader(property)))];
    }

    public static BulkTable<T> Of(MemberHubDbContext database) => Known.GetValue(database.Model, _ => new BulkTable<T>(database));

    public string Name { get; }

    public string QuotedName { get; }

    public IReadOnlyList<BulkColumn<T>> Columns { get; }

    /// <summary>A setter for a key that the domain does not let anybody set.</summary>
    public Action<T, long> Setter(string property) =>
        type.FindProperty(property)?.PropertyInfo?.GetSetMethod(nonPublic: true)?.CreateDelegate<Action<T, long>>()
        ?? throw new InvalidOperationException($"{typeof(T).Name}.{property} cannot be set.");

    public Action<T, long>? SocietySetter => typeof(IOfSociety).IsAssignableFrom(typeof(T)) ? Setter(nameof(IOfSociety.SocietyId)) : null;

    // The value as the provider wants it: through complex properties down to the member, then through the converter.
    private static Func<T, object?> Reader(IProperty property)
    {
        var row = Expression.Parameter(typeof(T));
        var path = new Stack<PropertyInfo>();
        path.Push(property.PropertyInfo ?? throw new InvalidOperationException($"{property.Name} has no property in code."));
        for (var owner = property.DeclaringType; owner is IComplexType part; owner = part.ComplexProperty.DeclaringType)
        {
            path.Push(part.ComplexProperty.PropertyInfo!);
        }

        var member = path.Aggregate<PropertyInfo, Expression>(row, Expression.Property);
        var read = Expression.Lambda<Func<T, object?>>(Expression.Convert(member, typeof(object)), row).Compile();
        return property.GetTypeMapping().Converter is { } converter ? value => converter.ConvertToProvider(read(value)) : read;
    }
}

internal sealed record BulkColumn<T>(string QuotedName, Func<T, object?> Read);
