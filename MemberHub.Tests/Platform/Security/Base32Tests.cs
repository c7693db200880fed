using System.Text;
using MemberHub.Platform.Security;

namespace MemberHub.Tests.Platform.Security;

public sealed class Base32Tests
{
    // RFC 4648, section 10, without the padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void The_letters_are_those_of_the_RFC(string text, string letters)
    {
        Assert.Equal(letters, Base32.Encode(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(text, Encoding.ASCII.GetString(Base32.Decode(letters)));
    }

    [Theory]
    [InlineData("MZXW1")]
    [InlineData("mzxw")]
    [InlineData("MZ XW")]
    public void Other_signs_are_refused(string letters) => Assert.Throws<FormatException>(() => Base32.Decode(letters));
}
