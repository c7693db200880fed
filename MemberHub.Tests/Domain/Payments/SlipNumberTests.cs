using MemberHub.Domain.Payments;

namespace MemberHub.Tests.Domain.Payments;

public sealed class SlipNumberTests
{
    [Fact]
    public void It_carries_the_year_in_Japan_and_the_orders_number()
    {
        Assert.Equal("S-2026-000317", SlipNumber.Of(317, new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc)));
        Assert.Equal("S-2027-1234567", SlipNumber.Of(1_234_567, new DateTime(2026, 12, 31, 15, 0, 0, DateTimeKind.Utc)));
    }

    [Theory]
    [InlineData("請求番号 S-2026-000317　（12,000円 × 3年度分）", 317L)]
    [InlineData("S2026000317", 317L)]
    [InlineData("会員番号 0012847 S-2027-1234567", 1_234_567L)]
    [InlineData("I-2026-000317", null)]
    [InlineData("AS-2026-000317", null)]
    [InlineData("S-2026-0317", null)]
    [InlineData("", null)]
    public void It_is_found_in_what_the_post_sends(string text, long? order) => Assert.Equal(order, SlipNumber.OrderIn(text));
}
