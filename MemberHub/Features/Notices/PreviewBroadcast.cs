using System.Security.Cryptography;
using System.Text;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Whom a broadcast would go to, and how it reads for the first of them. Without a sound text, only the categories and ranks to choose from.</summary>
/// <param name="Declined">How many more it is meant for who want no news by mail.</param>
/// <param name="Digest">Of the text in both languages, of whom it is for and of each reader: sending is refused when it is another one by then. Empty without a sound text.</param>
public sealed record BroadcastPreview(AudienceChoices Choices, int Readers, int Declined, IReadOnlyList<SampleMail> Samples, string Digest, Refusal? Fault);

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
        var choices = await database.ReadAudienceChoicesAsync(cancel);
        if (form is null || form.Fault() is not null)
        {
            return new BroadcastPreview(choices, 0, 0, [], "", form?.Fault());
        }

        var (readers, declined, first) = await ReadAsync(database, form, cancel);
        var samples = first.Select(reader => SampleOf(form.ToText().For(reader.Language), reader));
        return new BroadcastPreview(choices, readers.Count, declined, [.. samples], DigestOf(form, readers), null);
    }

    private static SampleMail SampleOf((string Subject, string Body) text, BroadcastReader reader) =>
        new(reader.Number.Digits, reader.Name, MergeText.Fill(text.Subject, reader.Values), MergeText.Fill(text.Body, reader.Values));

    // A browser sends line ends of its own.
    private static string DigestOf(BroadcastForm form, List<long> readers)
    {
        var (text, audience) = (form.ToText(), form.ToAudience());
        string[] words = [text.Subject, text.Body, text.SubjectEn, text.BodyEn];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ReadableJson.Write(new
        {
            Words = words.Select(word => word.ReplaceLineEndings("\n")),
            Categories = audience.Categories.Order(),
            Ranks = audience.Ranks.Order(),
            audience.InArrearsOnly,
            Readers = readers,
        }))));
    }

    // The first few; where there is an English text, the first who reads it, too.
    private async Task<(List<long> Readers, int Declined, List<BroadcastReader> First)> ReadAsync(MemberHubDbContext database, BroadcastForm form, CancellationToken cancel)
    {
        var (all, declined, first) = (new List<long>(), 0, new List<BroadcastReader>());
        BroadcastReader? english = null;
        for (long? after = 0; after is { } from;)
        {
            (var readers, var without, after) = await database.NextReadersAsync(form.ToAudience(), clock.Today(), from, Batch, cancel);
            all.AddRange(readers.Select(reader => reader.MemberId));
            declined += without;
            first.AddRange(readers.Take(SampleCount - first.Count));
            english ??= readers.FirstOrDefault(reader => reader.Language == "en");
        }

        if (form.ToText().HasEnglish && english is not null && !first.Contains(english))
        {
            first.Add(english);
        }

        return (all, declined, first);
    }
}
