using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Data.DemoData;

/// <summary>A member of the demo society who owes something and is not among those who can sign in.</summary>
public sealed record DemoDebtor(long MemberId, long AccountId, MemberNumber Number, string Kana);

/// <summary>Who works in the demo society's office, with whom, and on which day.</summary>
public sealed class DemoOffice(IServiceProvider services, TimeProvider clock, long societyId, IReadOnlyDictionary<StaffRole, long> staff, IEnumerable<DemoDebtor> debtors)
{
    private readonly Queue<DemoDebtor> debtors = new(debtors);

    public DateOnly Today => clock.Today();

    public Actor As(StaffRole role) => new(staff[role], societyId, null, [role]) { ProvedUtc = clock.UtcNow() };

    public Actor As(DemoDebtor debtor) => new(debtor.AccountId, societyId, debtor.MemberId, []);

    public MemberHubDbContext Open(MemberHubDatabases databases) => databases.Open(societyId);

    /// <summary>The next member whom no step has dealt with; null when there are no more.</summary>
    public DemoDebtor? NextDebtor() => debtors.TryDequeue(out var next) ? next : null;

    /// <summary>This very time of day, some days ago.</summary>
    public TimeProvider DaysAgo(int days) => new EarlierClock(clock, TimeSpan.FromDays(days));

    /// <summary>A use case with these parts instead of the app's own.</summary>
    public T Make<T>(params object[] parts) => ActivatorUtilities.CreateInstance<T>(services, parts);

    private sealed class EarlierClock(TimeProvider clock, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - by;
    }
}
