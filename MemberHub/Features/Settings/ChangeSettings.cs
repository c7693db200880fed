using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
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
public sealed record SettingsFault(string Field, string Fault, IReadOnlyList<int> Facts);

/// <summary>Somebody else changed the section since the page was opened.</summary>
public sealed record SettingsMoved : Refusal;

/// <summary>What was typed is what is set already.</summary>
public sealed record SettingsUnchanged : Refusal;

/// <summary>There is no such section.</summary>
public sealed record NoSuchSection : Refusal;

/// <summary>Changes one section of the settings, all its fields or none. Old and new values stand in the audit trail.</summary>
public sealed class ChangeSettings(MemberHubDatabases databases, TimeProvider clock)
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
        if (section.Fields.Any(field => !Same(form.Shown.GetValueOrDefault(field.Name, ""), field.Read(society.Settings))))
        {
            return new SettingsMoved();
        }

        var (settings, faults) = Write(section, society.Settings, form.Typed);
        if (faults.Count > 0)
        {
            return new SettingsFaulty(faults);
        }

        var changes = section.Fields
            .Select(field => new { Field = field.Name, Before = field.Read(society.Settings), After = field.Read(settings) })
            .Where(change => change.Before != change.After).ToList();
        if (changes.Count == 0)
        {
            return new SettingsUnchanged();
        }

        society.Change(settings);
        database.Record(actor, clock.UtcNow(), nameof(ChangeSettings), null, new { Section = section.Name, Changes = changes });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private static (SocietySettings Settings, IReadOnlyList<SettingsFault> Faults) Write(SettingsSection section, SocietySettings settings, Dictionary<string, string> typed)
    {
        var faults = new List<SettingsFault>();
        foreach (var field in section.Fields)
        {
            var answer = field.Write(settings, typed.GetValueOrDefault(field.Name, ""));
            if (answer.Settings is { } written)
            {
                settings = written;
            }
            else
            {
                faults.Add(new SettingsFault(field.Name, answer.Fault, answer.Facts));
            }
        }

        if (settings.Calendar is { } calendar && (calendar.SlipDaysMin > calendar.SlipDaysMax || calendar.SlipWeeksMin > calendar.SlipWeeksMax))
        {
            faults.Add(new SettingsFault(calendar.SlipDaysMin > calendar.SlipDaysMax ? nameof(calendar.SlipDaysMax) : nameof(calendar.SlipWeeksMax), "MostBelowLeast", []));
        }

        return (settings, faults);
    }

    // A browser sends line ends of its own.
    private static bool Same(string shown, string now) => shown.ReplaceLineEndings("\n") == now.ReplaceLineEndings("\n");
}
