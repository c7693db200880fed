namespace MemberHub.Data.DemoData;

/// <summary>What a feature adds to the new demo society by its own use cases. Steps run once, in the order in which the features are added.</summary>
public interface IDemoStep
{
    Task AddAsync(DemoOffice office, CancellationToken cancel);
}
