using System.Text.RegularExpressions;
using MemberHub.Domain.Help;
using MemberHub.Domain.Societies;
using MemberHub.Features.Support;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Support;

/// <summary>The help texts that come with the app: both languages say the same things, and the manuals are made from them.</summary>
[Trait("Runs", "Once")]
public sealed partial class HelpTextsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Books => [HelpBooks.Faq, .. HelpBooks.Manuals];

    [Fact]
    public async Task Both_languages_have_the_same_entries_and_every_reference_and_picture_is_there()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var facts = app.Services.GetRequiredService<HelpFacts>();
        var (ja, en) = (facts.Of(society, "ja"), facts.Of(society, "en"));
        foreach (var name in Books)
        {
            var (japanese, english) = (HelpBooks.Read(name, "ja", ja), HelpBooks.Read(name, "en", en));
            Assert.Equal(Outline(japanese), Outline(english));
            Assert.Equal(japanese.Entries.Count(), japanese.Entries.Select(entry => entry.Id).Distinct().Count());
            Assert.All(english.Entries, entry => Assert.DoesNotMatch(Kana(), entry.Title + entry.Words));
            Assert.All(japanese.Entries, entry => HelpFacts.Holds(entry, society.Settings));
        }

        var faq = HelpBooks.Read(HelpBooks.Faq, "ja", ja);
        Assert.True(faq.Entries.Count() >= 30);
        Assert.Contains(faq.Entries, entry => entry.Words.Contains("3〜5営業日", StringComparison.Ordinal));
        var blocks = HelpBooks.Manuals.SelectMany(manual => HelpBooks.Read(manual, "ja", ja).Entries).SelectMany(entry => entry.Blocks).ToList();
        Assert.Empty(blocks.OfType<HelpReference>().Select(reference => reference.Id).Except(faq.Entries.Select(entry => entry.Id)));
        var pictures = blocks.OfType<HelpPicture>().Select(picture => picture.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(pictures, HelpBooks.PicturesIn("ja"));
        Assert.Equal(pictures, HelpBooks.PicturesIn("en"));
    }

    [Fact]
    public async Task The_manuals_are_printed_in_both_languages_and_anew_only_when_something_in_them_changes()
    {
        PdfTools.Need("pdftotext");
        await using var app = new TestApp();
        app.Settings["Mail:Smtp:From"] = "portal@example.jp";
        var society = await app.SocietyAsync();
        var fetch = app.Services.GetRequiredService<FetchManual>();

        var first = (await fetch.ReadAsync("payment-manual", "ja", Cancel))!;
        var text = PdfTools.Text(first.Bytes);
        Assert.Contains("お支払いマニュアル", text, StringComparison.Ordinal);
        Assert.Contains("コンビニで払うには", text, StringComparison.Ordinal);
        Assert.Contains("portal@example.jp", PdfTools.Text((await fetch.ReadAsync("portal-manual", "ja", Cancel))!.Bytes), StringComparison.Ordinal);
        Assert.Contains("Setting a new password", PdfTools.Text((await fetch.ReadAsync("portal-manual", "en", Cancel))!.Bytes), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Same(first, await fetch.ReadAsync("payment-manual", "ja", Cancel));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => fetch.ReadAsync("payment-manual", "ja", Cancel))), again => Assert.Same(first, again));

        await using (var database = app.Databases.Open(society.Id))
        {
            database.Attach(society).Entity.Change(society.Settings with { Methods = society.Settings.Methods with { ConvenienceStore = false } });
            await database.SaveChangesAsync(Cancel);
        }

        var anew = (await fetch.ReadAsync("payment-manual", "ja", Cancel))!;
        Assert.NotEqual(first.Hash, anew.Hash);
        Assert.DoesNotContain("コンビニで払うには", PdfTools.Text(anew.Bytes), StringComparison.Ordinal);
        Assert.Null(await fetch.ReadAsync("payment-manual", "fr", Cancel));
        Assert.Null(await fetch.ReadAsync("faq", "ja", Cancel));
    }

    private static IEnumerable<string> Outline(HelpBook book) => book.Groups.SelectMany(group => group.Entries.Select(entry =>
        $"{group.Id}/{entry.Id}/{entry.Condition}/{string.Join(',', entry.Blocks.Select(block => block switch { HelpReference reference => reference.Id, HelpPicture picture => picture.Name, _ => "" }).Where(word => word.Length > 0))}"));

    [GeneratedRegex(@"[\u3040-\u30FF]")]
    private static partial Regex Kana();
}
