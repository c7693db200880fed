using MemberHub.Domain.Members;

namespace MemberHub.Tests.Domain.Members;

public sealed class LoginIdTests
{
    [Theory]
    [InlineData("swu", null)]
    [InlineData("kojima.yutaka_15-a", null)]
    [InlineData("m0000116", null)]
    [InlineData("ab", LoginIdFault.TooShort)]
    [InlineData("0000116", LoginIdFault.LikeMemberNumber)]
    [InlineData("taro@example.jp", LoginIdFault.LikeEmail)]
    [InlineData("ta ro", LoginIdFault.Sign)]
    [InlineData("太郎さん", LoginIdFault.Sign)]
    public void A_chosen_id_is_told_from_numbers_and_addresses(string id, LoginIdFault? fault) => Assert.Equal(fault, LoginId.FaultOf(id));

    [Fact]
    public void The_longest_id_is_taken_and_one_more_is_not()
    {
        Assert.Null(LoginId.FaultOf(new string('a', LoginId.MaxLength)));
        Assert.Equal(LoginIdFault.TooLong, LoginId.FaultOf(new string('a', LoginId.MaxLength + 1)));
    }

    [Theory]
    [InlineData("x", true)]
    [InlineData("0000116", true)]
    [InlineData("a!b", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    public void The_import_takes_what_is_in_use(string id, bool taken) => Assert.Equal(taken, LoginId.IsImportable(id));
}
