using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Whom a broadcast would go to, and how it reads for the first of them. Without a sound text, only the categories to choose from.</summary>
/// <param name="Declined">How many more it is meant for who want no news by mail.</param>
public sealed record BroadcastPreview(IReadOnlyList<CategoryChoice> Categories, int Readers, int Declined, IReadOnlyList<SampleMail> Samples, Refusal? Fault);

public sealed record CategoryChoice(long Id, string Name);

/// <summary>The mail as one member gets it.</summary>
public sealed record SampleMail(string Number, string Name, string Subject, string Body);

/// <summary>Counts the readers and fills the text for some of them. Sends nothing.</summary>
public sealed class PreviewBroadcast(MemberHubDatabases databases, TimeProvider clock)
{
    private const int Batch = 2_000;
    private const int SampleCount = 3;

    /// <param name="form">Null to begin with.</param>
    public async Task<Result<BroadcastPreview>> RunAsync(Actor actor, BroadcastForm? form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var categories = await database.MemberCategories.OrderBy(category => category.Id).Select(category => new CategoryChoice(category.Id, category.NameJa)).ToListAsync(cancel);
        if (form is null || form.Fault() is not null)
        {
            return new BroadcastPreview(categories, 0, 0, [], form?.Fault());
        }

        var (count, declined, first) = await CountAsync(database, form, cancel);
        var samples = first.Select(reader => new SampleMail(reader.Number.Digits, reader.Name, MergeText.Fill(form.Subject!, reader.Values), MergeText.Fill(form.Body!, reader.Values)));
        return new BroadcastPreview(categories, count, declined, [.. samples], null);
    }

    private async Task<(int Count, int Declined, List<BroadcastReader> First)> CountAsync(MemberHubDbContext database, BroadcastForm form, CancellationToken cancel)
    {
        var (count, declined, first) = (0, 0, new List<BroadcastReader>());
        for (long? after = 0; after is { } from;)
        {
            (var readers, var without, after) = await database.NextReadersAsync(form.Categories ?? [], form.InArrearsOnly, clock.Today(), from, Batch, cancel);
            count += readers.Count;
            declined += without;
            first.AddRange(readers.Take(SampleCount - first.Count));
        }

        return (count, declined, first);
    }
}
