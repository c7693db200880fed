using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace MemberHub.Data.Configurations;

/// <summary>
/// Indexes foreign keys, but not the one to the society. Every query names the society, and SQLite would take such an index for as good as any other: it
/// would read all rows of the society where one order's few were asked for.
/// </summary>
internal sealed class NoIndexForTheSocietyAlone(ProviderConventionSetBuilderDependencies dependencies) : ForeignKeyIndexConvention(dependencies)
{
    protected override IConventionIndex? CreateIndex(IReadOnlyList<IConventionProperty> properties, bool unique, IConventionEntityTypeBuilder entityTypeBuilder) =>
        properties is [{ Name: nameof(IOfSociety.SocietyId) }] ? null : base.CreateIndex(properties, unique, entityTypeBuilder);
}
