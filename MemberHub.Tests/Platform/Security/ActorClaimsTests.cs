using System.Security.Claims;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;

namespace MemberHub.Tests.Platform.Security;

public sealed class ActorClaimsTests
{
    [Fact]
    public void A_member_comes_back_as_they_went() => Returns(new Actor(7, 1, 42, []));

    [Fact]
    public void Somebody_who_has_left_comes_back_as_such() => Returns(new Actor(7, 1, 42, [], Withdrawn: true));

    [Fact]
    public void Staff_come_back_with_all_their_roles() => Returns(new Actor(8, 2, null, [StaffRole.Secretary, StaffRole.Accountant]));

    [Fact]
    public void When_they_proved_who_they_are_comes_back_to_the_tick() =>
        Returns(new Actor(7, 1, 42, []) { ProvedUtc = new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc).AddTicks(7) });

    [Fact]
    public void Nobody_is_no_actor() => Assert.Throws<InvalidOperationException>(() => new ClaimsPrincipal(new ClaimsIdentity()).ToActor());

    private static void Returns(Actor actor)
    {
        var returned = new ClaimsPrincipal(new ClaimsIdentity(actor.ToClaims(), "test")).ToActor();

        Assert.Equal(actor.Roles, returned.Roles);
        Assert.Equal(actor, returned with { Roles = actor.Roles });
    }
}
