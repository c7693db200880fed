namespace MemberHub.Data.Accounts;

/// <summary>A key of ASP.NET Core Data Protection, so that cookies survive a restart and hold on every node.</summary>
public sealed class DataProtectionKey
{
    public long Id { get; private set; }

    public string FriendlyName { get; init; } = "";

    public string Xml { get; init; } = "";
}
