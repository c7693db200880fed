using MemberHub.Data.Limits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberHub.Data.Configurations;

internal sealed class AttemptCountConfiguration : IEntityTypeConfiguration<AttemptCount>
{
    public void Configure(EntityTypeBuilder<AttemptCount> builder)
    {
        builder.HasKey(count => count.Key);
        builder.Property(count => count.Key).HasMaxLength(AttemptCount.KeyLength);
        builder.HasIndex(count => count.UntilUtc);
    }
}

internal sealed class SpentProofConfiguration : IEntityTypeConfiguration<SpentProof>
{
    public void Configure(EntityTypeBuilder<SpentProof> builder)
    {
        builder.HasKey(proof => proof.Id);
        builder.Property(proof => proof.Id).HasMaxLength(SpentProof.IdLength);
        builder.HasIndex(proof => proof.UntilUtc);
    }
}
