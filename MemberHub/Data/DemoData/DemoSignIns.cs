using MemberHub.Domain.Societies;

namespace MemberHub.Data.DemoData;

/// <summary>Who can sign in to the demo society at once. All others choose a password by mail, as imported members do.</summary>
public static class DemoSignIns
{
    /// <summary>The same for all of them: they are no secret, and one hash takes as long as a page.</summary>
    public const string Password = "tsukimi-dango-15";

    public static readonly IReadOnlyList<DemoSignIn> Members =
    [
        new("sato", "佐藤", "美咲", "three years open (滞納)", DemoHabit.OwesThreeYears),
        new("suzuki", "鈴木", "健太郎", "everything paid", DemoHabit.PaysEveryYear),
        new("takahashi", "髙橋", "千尋", "this year paid in part", DemoHabit.PaidInPart),
        new("watanabe", "渡邉", "誠", "a credit (預り金) and last year open", DemoHabit.PaidTooMuch),
        new("yamazaki", "山﨑", "弥生", "withdrawn (退会), still owes", DemoHabit.OwesThreeYears, Withdrawn: true),
    ];

    public static readonly IReadOnlyList<DemoStaff> Staff =
    [
        new("jimu", "今野 桂子", StaffRole.Secretary, "office, secretary (事務局員)"),
        new("keiri", "菅原 修", StaffRole.Accountant, "office, accountant (経理)"),
        new("kanri", "平塚 あかね", StaffRole.SystemAdministrator, "office, administrator (システム管理者)"),
    ];
}

public sealed record DemoSignIn(string Login, string Family, string Given, string Shows, DemoHabit Habit, bool Withdrawn = false);

public sealed record DemoStaff(string Login, string Name, StaffRole Role, string Shows);
