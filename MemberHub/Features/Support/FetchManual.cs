using System.Security.Cryptography;
using System.Text;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Help;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.Net.Http.Headers;

namespace MemberHub.Features.Support;

/// <summary>
/// Hands out the manuals (操作マニュアル, お支払いマニュアル) as PDF. They are printed when somebody asks for the first time, and again when a text or a setting of the society has changed: a
/// hash of everything that stands in them tells.
/// </summary>
public sealed class FetchManual(PortalSociety portal, HelpFacts facts, ManualPaper paper, TimeProvider clock) : IDisposable
{
    public const string Pattern = "/help/{manual}-{language}.pdf";

    // One is printed at a time: a crowd that opens the same file waits for one printing.
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<(string Manual, string Language), Manual> printed = [];

    /// <summary>Where a manual is.</summary>
    public static string AddressOf(string manual, string language) => $"/help/{manual}-{language}.pdf";

    /// <summary>Null for a manual or a language that there is not.</summary>
    public async Task<Manual?> ReadAsync(string manual, string language, CancellationToken cancel)
    {
        if (!HelpBooks.Manuals.Contains(manual) || !Languages.Knows(language) || await portal.ReadAsync(cancel) is not { } society)
        {
            return null;
        }

        var known = facts.Of(society, language);
        var hash = HashOf(manual, language, society, known);
        await turn.WaitAsync(cancel);
        try
        {
            if (!printed.TryGetValue((manual, language), out var kept) || kept.Hash != hash)
            {
                printed[(manual, language)] = kept = new Manual(paper.Render(Content(manual, language, society, known), clock.UtcNow()).Bytes, hash);
            }

            return kept;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    internal static async Task<IResult> ServeAsync(string manual, string language, FetchManual fetch, HttpContext http, CancellationToken cancel)
    {
        if (await fetch.ReadAsync(manual, language, cancel) is not { } found)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"{manual}-{language}.pdf" }.ToString();
        return Results.Bytes(found.Bytes, "application/pdf", entityTag: new EntityTagHeaderValue($"\"{found.Hash}\""));
    }

    private ManualContent Content(string manual, string language, Society society, IReadOnlyDictionary<string, string> known)
    {
        var faq = HelpBooks.Read(HelpBooks.Faq, language, known);
        var book = HelpBooks.Read(manual, language, known).Resolve(faq).Where(entry => HelpFacts.Holds(entry, society.Settings));
        var pictures = book.Entries.SelectMany(entry => entry.Blocks).OfType<HelpPicture>().Select(picture => picture.Name).Distinct().ToDictionary(name => name, name => HelpBooks.Picture(name, language));
        return new ManualContent(book, pictures, known["society"], society.Settings.Issuer, JapanTime.DateOf(clock.UtcNow()), language);
    }

    private static string HashOf(string manual, string language, Society society, IReadOnlyDictionary<string, string> known)
    {
        var all = string.Join('\n', [
            typeof(FetchManual).Assembly.ManifestModule.ModuleVersionId.ToString(), HelpBooks.HashOf(manual, language), HelpBooks.HashOf(HelpBooks.Faq, language),
            .. known.OrderBy(fact => fact.Key, StringComparer.Ordinal).Select(fact => $"{fact.Key}={fact.Value}"), ReadableJson.Write(society.Settings.Methods), ReadableJson.Write(society.Settings.Issuer)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }
}

/// <summary>A manual as a file.</summary>
/// <param name="Hash">Of everything that stands in it.</param>
public sealed record Manual(byte[] Bytes, string Hash);
