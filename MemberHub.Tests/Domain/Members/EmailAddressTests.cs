using MemberHub.Domain.Members;

namespace MemberHub.Tests.Domain.Members;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("taro@example.jp")]
    [InlineData("hamada.etsuko..4486@example.jp")]
    [InlineData("watanabe..michiko.@example.jp")]
    [InlineData(".taro@example.jp")]
    [InlineData("taro+gakkai@sub.example.co.jp")]
    [InlineData("o'neill-_=@example.com")]
    public void Addresses_that_people_have_are_taken(string address) => Assert.Null(EmailAddress.FaultOf(address));

    [Theory]
    [InlineData("taro.example.jp", EmailFault.NoAt)]
    [InlineData("", EmailFault.NoAt)]
    [InlineData("taro@home@example.jp", EmailFault.ManyAts)]
    [InlineData("@example.jp", EmailFault.NothingBeforeAt)]
    [InlineData("taro@", EmailFault.NothingAfterAt)]
    [InlineData("ta ro@example.jp", EmailFault.Blank)]
    [InlineData("taro@example.jp\nx", EmailFault.Blank)]
    [InlineData("太郎@example.jp", EmailFault.NotAscii)]
    [InlineData("taro@例.jp", EmailFault.NotAscii)]
    [InlineData("a,b@example.jp", EmailFault.SignBeforeAt)]
    [InlineData("<taro@example.jp", EmailFault.SignBeforeAt)]
    [InlineData("taro@example", EmailFault.Domain)]
    [InlineData("taro@example..jp", EmailFault.Domain)]
    [InlineData("taro@-example.jp", EmailFault.Domain)]
    [InlineData("taro@example.jp.", EmailFault.Domain)]
    public void What_is_wrong_is_named(string address, EmailFault fault) => Assert.Equal(fault, EmailAddress.FaultOf(address));

    [Fact]
    public void The_longest_address_is_taken_and_one_more_is_not()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 61), 3)) + ".jpx";
        var longest = new string('a', EmailAddress.MaxLength - domain.Length - 1) + "@" + domain;

        Assert.Equal(EmailAddress.MaxLength, longest.Length);
        Assert.Null(EmailAddress.FaultOf(longest));
        Assert.Equal(EmailFault.TooLong, EmailAddress.FaultOf("a" + longest));
        Assert.Equal(EmailFault.TooLong, EmailAddress.FaultOf(new string('a', 65) + "@example.jp"));
    }
}
