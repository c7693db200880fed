namespace MemberHub.Domain.Societies;

/// <summary>A row that belongs to one society. The database context fills the key in and shows no other society's rows.</summary>
public interface IOfSociety
{
    long SocietyId { get; }
}

/// <summary>A row that two people may edit at the same time: the later save of the same version is refused.</summary>
public interface IVersioned
{
    /// <summary>Counts the saves.</summary>
    int Version { get; }
}
