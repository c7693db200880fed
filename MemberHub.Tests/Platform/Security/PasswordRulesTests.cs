using MemberHub.Platform.Security;

namespace MemberHub.Tests.Platform.Security;

public sealed class PasswordRulesTests
{
    private static readonly string[] OwnWords = ["aoba", "青葉臨床医学会", "hanako.takahashi"];

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("a b c d!")]
    [InlineData("そらとぶりんごかな")]
    [InlineData("🍎🍊🍋🍌🍉🍇🍓🍒")]
    [InlineData(" leading and trailing ")]
    [InlineData("aoba goes to the sea")]
    [Asvs("6.2.5")]
    public void Long_phrases_and_any_printable_sign_are_taken(string password) => Assert.Null(PasswordRules.FaultOf(password, OwnWords));

    [Fact]
    [Asvs("6.2.9")]
    public void The_longest_password_is_taken_and_one_more_is_not()
    {
        var longest = string.Concat(Enumerable.Range(0, PasswordRules.MaxLength).Select(i => (char)('a' + i % 26)));

        Assert.Null(PasswordRules.FaultOf(longest, OwnWords));
        Assert.Equal(PasswordFault.TooLong, PasswordRules.FaultOf(longest + "a", OwnWords));
    }

    [Theory]
    [InlineData("kYq83xz", PasswordFault.TooShort)]
    [InlineData("ｐａｓｓｗｏｒｄ２０２６", PasswordFault.FullWidth)]
    [InlineData("kYq8　3xzL", PasswordFault.FullWidth)]
    [InlineData("kYq83xzLm\u0007", PasswordFault.Unprintable)]
    [InlineData("password", PasswordFault.Common)]
    [InlineData("PassWord1", PasswordFault.Common)]
    [InlineData("qwertyuiop", PasswordFault.Common)]
    [InlineData("aaaaaaaaaaaa", PasswordFault.Common)]
    [InlineData("1212121212", PasswordFault.Common)]
    [InlineData("Aoba2026!", PasswordFault.OwnWord)]
    [InlineData("hanako.takahashi", PasswordFault.OwnWord)]
    [InlineData("青葉臨床医学会2026", PasswordFault.OwnWord)]
    [Asvs("6.2.1", "6.2.11")]
    public void Weak_ones_are_refused_with_their_fault(string password, PasswordFault fault) =>
        Assert.Equal(fault, PasswordRules.FaultOf(password, OwnWords));

    [Fact]
    [Asvs("6.2.4", "6.2.12")]
    public void Three_thousand_common_passwords_of_the_asked_length_are_known()
    {
        Assert.True(CommonPasswords.Count >= 3000);
        Assert.True(CommonPasswords.Contains("iloveyou"));
        Assert.False(CommonPasswords.Contains("# Passwords too common"));
    }

    [Fact]
    [Asvs("6.2.8")]
    public void One_sign_typed_in_two_ways_is_one_password() =>
        Assert.Equal(PasswordRules.Canonical("が"), PasswordRules.Canonical("か\u3099"));
}
