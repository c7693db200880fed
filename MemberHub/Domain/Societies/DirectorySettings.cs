namespace MemberHub.Domain.Societies;

/// <summary>How members find each other (会員検索・名簿).</summary>
public sealed record DirectorySettings
{
    /// <summary>The rosters of honorary members, meritorious members and councillors can be read without signing in (名簿の公開).</summary>
    public bool PublishesRosters { get; init; }

    /// <summary>How often one account can search in an hour.</summary>
    public int SearchesPerHour { get; init; } = 60;
}
