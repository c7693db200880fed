using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>What was typed into a section, and what the page had shown there.</summary>
public sealed class SettingsForm
{
    /// <summary>By the name of the field.</summary>
    public Dictionary<string, string> Typed { get; set; } = [];

    /// <summary>By the name of the field.</summary>
    public Dictionary<string, string> Shown { get; set; } = [];
}

/// <summary>Fields that cannot be taken as typed; nothing was changed.</summary>
public sealed record SettingsFaulty(IReadOnlyList<SettingsFault> Faults) : Refusal;

/// <param name="Fault">Names the sentence "Fault.{Fault}".</param>
public sealed record SettingsFault(string Field, string Fault, IReadOnlyList<object> Facts);

/// <summary>Somebody else changed the section since the page was opened.</summary>
/// <param name="Last">What was changed, and by whom.</param>
public sealed record SettingsMoved(LatestChange? Last) : Refusal;

/// <summary>What was typed is what is set already.</summary>
public sealed record SettingsUnchanged : Refusal;

/// <summary>There is no such section.</summary>
public sealed record NoSuchSection : Refusal;

/// <summary>Changes one section of the settings, all its fields or none. Old and new values stand in the audit trail.</summary>
public sealed class ChangeSettings(MemberHubDatabases databases, PortalBrand brand, PortalLinks links, JapaneseFonts fonts, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string sectionName, SettingsForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        if (SettingsSections.All.FirstOrDefault(item => item.Name == sectionName) is not { } section)
        {
            return new NoSuchSection();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockSettingsAsync(cancel);
        var society = await database.Societies.SingleAsync(item => item.Id == actor.SocietyId, cancel);
        var before = SettingsValues.Of(society);
        if (section.Fields.Any(field => !Same(form.Shown.GetValueOrDefault(field.Name, ""), field.Read(before))))
        {
            return new SettingsMoved(await database.LatestChangeOfAsync([nameof(ChangeSettings)], new { Section = section.Name }, cancel));
        }

        var (after, faults) = Write(section, before, form.Typed);
        if (faults.Count > 0)
        {
            return new SettingsFaulty(faults);
        }

        var changes = section.Fields
            .Select(field => new { Field = field.Name, Before = field.Read(before), After = field.Read(after) })
            .Where(change => change.Before != change.After).ToList();
        if (changes.Count == 0)
        {
            return new SettingsUnchanged();
        }

        society.Rename(after.NameJa, after.NameEn);
        society.Change(after.Settings);
        database.Record(actor, clock.UtcNow(), nameof(ChangeSettings), null, new { Section = section.Name, Changes = changes });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (society.Id == await database.Societies.MinAsync(item => item.Id, cancel))
        {
            // The portal carries the names and links of its first society.
            brand.Change(after.NameJa, after.NameEn);
            links.Change(after.Settings.Help.Links);
        }

        return Done.It;
    }

    private (SettingsValues Values, IReadOnlyList<SettingsFault> Faults) Write(SettingsSection section, SettingsValues values, Dictionary<string, string> typed)
    {
        var faults = new List<SettingsFault>();
        foreach (var field in section.Fields)
        {
            var answer = field.Write(values, typed.GetValueOrDefault(field.Name, ""));
            if (answer.Values is { } written)
            {
                values = written;
                if (section.IsPrinted && fonts.Missing(field.Read(written).Replace("\n", "", StringComparison.Ordinal)) is { Length: > 0 } missing)
                {
                    faults.Add(new SettingsFault(field.Name, "NotPrintable", [missing]));
                }
            }
            else
            {
                faults.Add(new SettingsFault(field.Name, answer.Fault, answer.Facts));
            }
        }

        if (faults.Count == 0 && section.Check(values.Settings) is { } fault)
        {
            faults.Add(fault);
        }

        return (values, faults);
    }

    // A browser sends line ends of its own.
    private static bool Same(string shown, string now) => shown.ReplaceLineEndings("\n") == now.ReplaceLineEndings("\n");
}
