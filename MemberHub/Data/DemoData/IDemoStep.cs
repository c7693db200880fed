namespace MemberHub.Data.DemoData;

/// <summary>What a feature adds to the new demo society by its own use cases. Steps run once, in the order in which the features are added, those that come last after all others.</summary>
public interface IDemoStep
{
    /// <summary>It builds on what the other steps did to the members.</summary>
    bool ComesLast => false;

    Task AddAsync(DemoOffice office, CancellationToken cancel);
}
