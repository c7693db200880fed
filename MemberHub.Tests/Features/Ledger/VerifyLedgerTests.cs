using System.Text.Json;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Ledger;

public sealed class VerifyLedgerTests(LedgerScene scene)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static TheoryData<int> Damages => [.. Enumerable.Range(0, LedgerDamage.All.Count)];

    [Fact]
    public async Task A_sound_ledger_ends_with_0_and_names_every_invariant()
    {
        await using var database = await scene.CopyAsync();

        var answer = await database.RunAsync("verify-ledger");
        var json = await database.RunAsync("verify-ledger", "--json");

        Assert.True(answer.ExitCode == 0, answer.Results);
        Assert.All(LedgerCheck.Names, name => Assert.Contains(name, answer.Results));
        Assert.DoesNotContain("×", answer.Results);
        Assert.Empty(answer.Notes);
        Assert.Equal(LedgerCheck.Names, Read(json).Invariants.Select(item => item.Name));
        Assert.True(Read(json).Sound);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_broken_invariant_ends_with_1_and_is_named(int index)
    {
        var damage = LedgerDamage.All[index];
        await using var database = await scene.CopyAsync();
        await database.DamageAsync(damage.Statements);

        var answer = await database.RunAsync("verify-ledger", "--json");

        Assert.Equal(1, answer.ExitCode);
        Assert.False(Read(answer).Sound);
        var broken = Read(answer).Invariants.Where(item => item.Count > 0).ToList();
        Assert.Contains(damage.Invariant, broken.Select(item => item.Name));
        Assert.All(broken, item => Assert.InRange(item.Examples.Count, 1, InvariantResult.MaxExamples));
    }

    [Fact]
    public void Every_invariant_is_broken_once_at_least() =>
        Assert.Empty(LedgerCheck.Names.Except(LedgerDamage.All.Select(damage => damage.Invariant)));

    [Fact]
    public async Task The_table_marks_what_is_broken_and_says_where()
    {
        await using var database = await scene.CopyAsync();
        await database.DamageAsync(["""UPDATE "NumberSeries" SET "Last" = 7 WHERE "Kind" = 'Invoice' """]);

        var answer = await database.RunAsync("verify-ledger");

        Assert.Matches(@"× +1  document-numbers-without-gaps +書類番号は1から最後まで欠けない\r?\n +Invoice 2026: 7, 5", answer.Results);
        Assert.Contains("1項目に食い違いがあります", answer.Results);
    }

    [Fact]
    public async Task Unknown_arguments_are_answered_with_the_usage()
    {
        await using var database = await scene.CopyAsync();

        var answer = await database.RunAsync("verify-ledger", "--fix");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("verify-ledger [--json]", answer.Notes);
        Assert.Empty(answer.Results);
    }

    private static LedgerJson Read(VerbAnswer answer) => JsonSerializer.Deserialize<LedgerJson>(answer.Results, Options)!;

    private sealed record LedgerJson(bool Sound, IReadOnlyList<InvariantResult> Invariants);
}
