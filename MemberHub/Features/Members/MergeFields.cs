using MemberHub.Domain.Members;

namespace MemberHub.Features.Members;

/// <summary>What is chosen when two members become one.</summary>
public enum MergeField
{
    Name,
    Kana,
    Sex,
    BirthDate,

    /// <summary>Category, rank and units.</summary>
    Classification,

    JoinedOn,
    MobilePhone,
    Home,
    Affiliations,
    MailingDestination,

    /// <summary>Qualifications and specialties.</summary>
    Expertise,

    /// <summary>ログインID, e-mail and password.</summary>
    Account,
}

/// <summary>Takes chosen values of one member over into another.</summary>
internal static class MergeFields
{
    /// <summary>The two notes (備考) as one; what both say is said once.</summary>
    public static string NotesOf(Member keep, Member other) =>
        keep.OfficeNote.Contains(other.OfficeNote, StringComparison.Ordinal) ? keep.OfficeNote
        : other.OfficeNote.Contains(keep.OfficeNote, StringComparison.Ordinal) ? other.OfficeNote
        : $"{keep.OfficeNote}／{other.OfficeNote}";

    // What a person refused stays refused, and what the office noted stays noted, whichever of the two it was said of.
    private static void Inherit(this Member keep, Member other)
    {
        keep.DeclineNews(keep.NewsDeclinedUtc ?? other.NewsDeclinedUtc);
        if (keep.DeliveryStoppedOn is null && other.DeliveryStoppedOn is { } stopped)
        {
            keep.StopDelivery(stopped, other.DeliveryStopReason);
        }

        if (keep.UnlistedOn is null && other.UnlistedOn is { } unlisted)
        {
            keep.Unlist(unlisted, other.UnlistedReason);
        }

        keep.NoteDown(NotesOf(keep, other));
    }

    public static void Take(this Member keep, Member other, IReadOnlySet<MergeField> taken)
    {
        var (own, theirs) = (keep.Person, other.Person);
        keep.Change(own with
        {
            Name = Has(MergeField.Name) ? theirs.Name : own.Name,
            Kana = Has(MergeField.Kana) ? theirs.Kana : own.Kana,
            Sex = Has(MergeField.Sex) ? theirs.Sex : own.Sex,
            BirthDate = Has(MergeField.BirthDate) ? theirs.BirthDate : own.BirthDate,
            MobilePhone = Has(MergeField.MobilePhone) ? theirs.MobilePhone : own.MobilePhone,
            Home = Has(MergeField.Home) ? theirs.Home : own.Home,
            MailingDestination = Has(MergeField.MailingDestination) ? theirs.MailingDestination : own.MailingDestination,
            Qualifications = Has(MergeField.Expertise) ? theirs.Qualifications : own.Qualifications,
            Specialties = Has(MergeField.Expertise) ? theirs.Specialties : own.Specialties,
            Visible = Visible(own.Visible, theirs.Visible, taken),
        });
        var source = Has(MergeField.Classification) ? other : keep;
        keep.Classify(source.CategoryId, source.RankId, Has(MergeField.JoinedOn) ? other.JoinedOn : keep.JoinedOn, keep.WithdrawnOn);
        keep.CountUnits(source.Units);
        keep.Inherit(other);
        if (Has(MergeField.Affiliations))
        {
            keep.Affiliate([.. other.Affiliations.OrderBy(work => work.Ordinal).Select(work => work.Details)]);
        }

        bool Has(MergeField field) => taken.Contains(field);
    }

    // A value is shown as far as it was where it comes from; an affiliation carries its own.
    private static VisibleFields Visible(VisibleFields own, VisibleFields theirs, IReadOnlySet<MergeField> taken)
    {
        var moved = VisibleFields.None;
        moved |= taken.Contains(MergeField.Account) ? VisibleFields.Email : VisibleFields.None;
        moved |= taken.Contains(MergeField.MobilePhone) ? VisibleFields.MobilePhone : VisibleFields.None;
        moved |= taken.Contains(MergeField.Home) ? VisibleFields.HomeAddress | VisibleFields.HomePhone : VisibleFields.None;
        moved |= taken.Contains(MergeField.Expertise) ? VisibleFields.Qualifications | VisibleFields.Specialties : VisibleFields.None;
        return (own & ~moved) | (theirs & moved);
    }
}
