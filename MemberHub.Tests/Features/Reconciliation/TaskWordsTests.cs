using MemberHub.Features.Reconciliation;
using MemberHub.Features.Reconciliation.Office;
using MemberHub.Tests.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class TaskWordsTests : ComponentTest
{
    [Theory]
    [InlineData("ja", "Paid 12000 ", "入金の確報 12,000円")]
    [InlineData("ja", "PreliminaryTakenBack 12000 T01", "速報取消 12,000円（コード T01）")]
    [InlineData("ja", "PreliminaryDeposit 12000 ", "入金の速報 12,000円")]
    [InlineData("ja", "10000/12000", "入金 10,000円（手続きの金額 12,000円）")]
    [InlineData("ja", "2026-11-24 -12000 #3", "2026年11月24日 -12,000円（ファイルの3件目）")]
    [InlineData("ja", "closed 12000 no_answer", "期限を過ぎ、決済会社で止められないまま終了した手続き 12,000円（コード no_answer）")]
    [InlineData("ja", "", "")]
    [InlineData("ja", "Elsewhere 5", "Elsewhere 5")]
    [InlineData("en", "Refunded 12000 R-1", "Money sent back, 12,000円 (code R-1)")]
    public void What_a_matter_keeps_in_code_is_said_in_words(string language, string detail, string said)
    {
        Speak(language);

        Assert.Equal(said, TaskWords.Of(detail, Services.GetRequiredService<IStringLocalizer<ReconciliationText>>()));
    }
}
