using Bunit;
using MemberHub.Components.Texts;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Directory;
using MemberHub.Features.Directory.Portal;
using MemberHub.Tests.Components;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Directory;

[Trait("Runs", "Once")]
public sealed class EntryCardTests : ComponentTest
{
    private static readonly MemberCategory Regular = new("Regular", "正会員", "Regular member");

    public EntryCardTests() => Services.AddTexts<DirectoryText>();

    public static TheoryData<VisibleFields> Fields() => [.. Visibility.OfPerson, .. Visibility.OfAffiliation];

    [Fact]
    public void Hidden_is_byte_for_byte_never_told()
    {
        var never = new PersonalDetails { Name = Mariko.Name, Kana = Mariko.Kana, Visible = DirectoryWorld.Everything };

        var hidden = MarkupOf(DirectoryEntry.Of(Mariko, [Minato, Minato with { Institution = "二番病院" }], "mariko@example.jp", Regular));

        Assert.Equal(MarkupOf(DirectoryEntry.Of(never, [], "", Regular)), hidden);
        Assert.Contains("髙橋　真理子", hidden, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void One_field_shown_adds_that_field_alone(VisibleFields field)
    {
        var entry = DirectoryEntry.Of(Mariko with { Visible = field }, [Minato with { Visible = field }], "mariko@example.jp", Regular);
        var markup = MarkupOf(entry);

        var expected = field switch
        {
            VisibleFields.Email => "mariko@example.jp",
            VisibleFields.HomeAddress => "横浜市中区本町9-77",
            VisibleFields.HomePhone => "045-012-3456",
            VisibleFields.MobilePhone => "090-0123-4567",
            VisibleFields.Qualifications => "医師",
            VisibleFields.Specialties => "臨床微生物、臨床化学",
            VisibleFields.Institution => "みなと総合医療センター",
            VisibleFields.Department => "臨床検査部",
            VisibleFields.Address => "東京都港区海岸9-81-2",
            _ => "03-0123-4567",
        };
        string[] all = ["mariko@example.jp", "横浜市中区本町9-77", "045-012-3456", "090-0123-4567", "医師", "臨床微生物、臨床化学", "みなと総合医療センター", "臨床検査部", "東京都港区海岸9-81-2", "03-0123-4567"];
        Assert.Equal([expected], all.Where(value => markup.Contains(value, StringComparison.Ordinal)));
    }

    private string MarkupOf(DirectoryEntry entry) => Render<EntryCard>(card => card.Add(c => c.Entry, entry)).Markup;
}
