using MemberHub.Domain.Societies;

namespace MemberHub.Features.Import;

/// <summary>Who may take in what, by file: a roster changes members, a dues history writes charges, payments and waivers.</summary>
internal static class ImportRights
{
    public static bool MayImportRoster(this Actor actor) => actor.May(OfficeRight.EditMembers);

    public static bool MayImportDues(this Actor actor) => actor.May(OfficeRight.RecordMoney) && actor.May(OfficeRight.WriteOff);

    /// <summary>Some file at least; this is enough to see what a check found.</summary>
    public static bool MayImport(this Actor actor) => actor.MayImportRoster() || actor.MayImportDues();

    /// <summary>These files.</summary>
    public static bool MayImport(this Actor actor, bool roster, bool dues) => (!roster || actor.MayImportRoster()) && (!dues || actor.MayImportDues());
}
