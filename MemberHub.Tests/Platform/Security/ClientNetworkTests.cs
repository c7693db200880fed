using MemberHub.Platform.Security;

namespace MemberHub.Tests.Platform.Security;

[Trait("Runs", "Once")]
public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("", "")]
    [InlineData("no address", "")]
    public void An_address_belongs_to_a_network(string origin, string network) => Assert.Equal(network, ClientNetwork.Of(origin));

    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("203.0.114.7", false)]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.2", false)]
    [InlineData("2001:db8::5", true)]
    [InlineData("", false)]
    public void A_list_names_addresses_and_blocks(string origin, bool isIn) => Assert.Equal(isIn, ClientNetwork.IsIn(origin, ["203.0.113.0/24", "192.0.2.1", "2001:db8::/32"]));

    [Theory]
    [InlineData("203.0.113.0/24", true)]
    [InlineData("203.0.113.0/33", false)]
    [InlineData("hospital", false)]
    public void What_cannot_be_read_is_found_at_the_start(string block, bool isValid) => Assert.Equal(isValid, ClientNetwork.AreValid([block]));
}
