using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Components.Texts;

public sealed class RefusalTextsTests : ComponentTest
{
    private static readonly TooMuch Refused = new(new FiscalYear(2026), new Yen(12000), new DateOnly(2027, 3, 31), 1234, "経理部");

    public RefusalTextsTests() => Services.AddTexts<SampleText>();

    private RefusalTexts Texts => Services.GetRequiredService<RefusalTexts>();

    [Theory]
    [InlineData("ja", "2026年度の請求は12,000円です（2027年3月31日期限、1,234件、経理部）。")]
    [InlineData("en", "12,000円 are open for fiscal year 2026 (due 31 March 2027, 1,234 items, 経理部).")]
    public void A_refusal_is_said_with_its_facts(string language, string sentence)
    {
        Speak(language);

        Assert.Equal(sentence, Texts.Say(Refused));
    }

    [Fact]
    public void Every_source_is_asked() => Assert.Equal("この操作を行う権限がありません。", Texts.Say(new NotAllowed()));

    [Fact]
    public void A_refusal_without_a_sentence_is_a_mistake() =>
        Assert.Contains(nameof(Unheard), Assert.Throws<InvalidOperationException>(() => Texts.Say(new Unheard())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_placeholder_without_a_fact_is_a_mistake() =>
        Assert.Contains("Yaer", Assert.Throws<InvalidOperationException>(() => Texts.Say(new Misspelt())).Message, StringComparison.Ordinal);

    private sealed record TooMuch(FiscalYear Year, Yen Open, DateOnly Due, int Count, string Who) : Refusal;

    private sealed record Unheard : Refusal;

    private sealed record Misspelt : Refusal;
}
