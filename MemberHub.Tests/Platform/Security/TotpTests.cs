using System.Text;
using MemberHub.Platform.Security;

namespace MemberHub.Tests.Platform.Security;

public sealed class TotpTests
{
    // RFC 4226 and RFC 6238 use the same secret for SHA-1.
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(2, "359152")]
    [InlineData(3, "969429")]
    [InlineData(4, "338314")]
    [InlineData(5, "254676")]
    [InlineData(6, "287922")]
    [InlineData(7, "162583")]
    [InlineData(8, "399871")]
    [InlineData(9, "520489")]
    public void The_codes_are_those_of_RFC_4226_appendix_D(long counter, string code) => Assert.Equal(code, Totp.CodeOf(Secret, counter));

    // The RFC shows eight digits; the last six are ours.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    [Asvs("6.5.5")]
    public void The_codes_are_those_of_RFC_6238_appendix_B(long seconds, string code) =>
        Assert.Equal(code[2..], Totp.CodeOf(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_one_step_ahead_or_behind(int steps, bool accepted)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(time) + steps;

        Assert.Equal(accepted ? step : null, Totp.StepOf(Secret, Totp.CodeOf(Secret, step), time, usedStep: 0));
    }

    [Fact]
    [Asvs("6.5.1")]
    public void A_used_step_and_the_ones_before_it_never_count_again()
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(time);

        Assert.Null(Totp.StepOf(Secret, Totp.CodeOf(Secret, step), time, usedStep: step));
        Assert.Null(Totp.StepOf(Secret, Totp.CodeOf(Secret, step - 1), time, usedStep: step));
        Assert.Equal(step + 1, Totp.StepOf(Secret, Totp.CodeOf(Secret, step + 1), time, usedStep: step));
    }

    [Theory]
    [InlineData("７５５２２４")]
    [InlineData(" 755 224 ")]
    public void Digits_of_full_width_and_blanks_do_no_harm(string typed) => Assert.Equal(0, Totp.StepOf(Secret, typed, DateTimeOffset.UnixEpoch, usedStep: -1));

    [Theory]
    [InlineData("")]
    [InlineData("75522")]
    [InlineData("7552240")]
    [InlineData("七五五二二四")]
    public void Anything_else_is_no_code(string typed) => Assert.Null(Totp.StepOf(Secret, typed, DateTimeOffset.UnixEpoch, usedStep: -1));

    [Fact]
    public void The_address_is_what_authenticator_apps_read() => Assert.Equal(
        "otpauth://totp/%E9%9D%92%E8%91%89%20%26%20Co:keiri?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E9%9D%92%E8%91%89%20%26%20Co",
        Totp.Address(Secret, "青葉 & Co", "keiri"));

    [Fact]
    [Asvs("6.5.3")]
    public void Secrets_have_the_length_of_the_hash_and_differ()
    {
        Assert.Equal(Totp.SecretLength, Totp.NewSecret().Length);
        Assert.NotEqual(Totp.NewSecret(), Totp.NewSecret());
    }
}
