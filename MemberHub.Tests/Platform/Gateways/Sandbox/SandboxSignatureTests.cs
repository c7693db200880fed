using System.Security.Cryptography;
using System.Text;
using MemberHub.Platform.Gateways.Sandbox;

namespace MemberHub.Tests.Platform.Gateways.Sandbox;

[Asvs("9.1.1", "11.4.3")]
[Trait("Runs", "Once")]
public sealed class SandboxSignatureTests
{
    private const string Secret = "ひみつ-of-the-test";

    private static readonly DateTime Now = new(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc);
    private static readonly byte[] Body = "{\"amount\":12000}"u8.ToArray();

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_signature_is_good_for_five_minutes_either_way(int seconds, bool genuine) =>
        Assert.Equal(genuine, SandboxSignature.IsGenuine(SandboxSignature.Of(Body, Secret, Now), Body, Secret, Now.AddSeconds(seconds)));

    [Fact]
    public void Another_body_secret_or_time_is_not_genuine()
    {
        var header = SandboxSignature.Of(Body, Secret, Now);

        Assert.True(SandboxSignature.IsGenuine(header, Body, Secret, Now));
        Assert.False(SandboxSignature.IsGenuine(header, "{\"amount\":12001}"u8, Secret, Now));
        Assert.False(SandboxSignature.IsGenuine(header, Body, Secret + "x", Now));
        Assert.False(SandboxSignature.IsGenuine(header.Replace("t=1795", "t=1796", StringComparison.Ordinal), Body, Secret, Now.AddSeconds(1_000_000)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=,v1=")]
    [InlineData("t=9223372036854775807,v1=00")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=-1,v1=00")]
    [InlineData("v1=00,t=1")]
    [InlineData("t=1,v1=あ,v1=い")]
    public void What_is_no_signature_is_refused_quietly(string header) => Assert.False(SandboxSignature.IsGenuine(header, Body, Secret, Now));

    [Fact]
    public void The_header_is_what_a_stranger_would_compute()
    {
        var seconds = new DateTimeOffset(Now).ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{seconds}."), .. Body];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed);

        Assert.Equal($"t={seconds},v1={Convert.ToHexStringLower(mac)}", SandboxSignature.Of(Body, Secret, Now));
    }
}
