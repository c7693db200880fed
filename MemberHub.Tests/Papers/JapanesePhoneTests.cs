using MemberHub.Papers;

namespace MemberHub.Tests.Papers;

public sealed class JapanesePhoneTests
{
    [Theory]
    [InlineData("090-0123-4567", "090-0123-4567")]
    [InlineData("0223-12-3456", "0223-12-3456")]
    [InlineData("(022)123-4567", "022-123-4567")]
    [InlineData("090 0123 4567", "090-0123-4567")]
    [InlineData("09001234567", "090-0123-4567")]
    [InlineData("０８０１２３４５６７８", "080-1234-5678")]
    [InlineData("090-12345678", "090-1234-5678")]
    [InlineData("05012345678", "050-1234-5678")]
    [InlineData("08001234567", "0800-123-4567")]
    [InlineData("0120123456", "0120-123-456")]
    [InlineData("0312345678", "03-1234-5678")]
    [InlineData("0221234567", "022-123-4567")]
    [InlineData("(022)1234567", "022-123-4567")]
    [InlineData("0466234567", "0466-23-4567")]
    [InlineData("０９９１２１２３４５", "09912-1-2345")]
    [InlineData("+81 90-1234-5678", "090-1234-5678")]
    [InlineData("+81(0)312345678", "03-1234-5678")]
    public void A_number_has_the_parts_it_was_typed_with_or_those_of_the_rules(string typed, string parts) => Assert.Equal(parts, JapanesePhone.InThreeParts(typed));

    [Theory]
    [InlineData("")]
    [InlineData("0150123456")]
    [InlineData("0000000000")]
    [InlineData("00000000000")]
    [InlineData("0901234567")]
    [InlineData("+1 212 555 0100")]
    [InlineData("022-123-4567 内線12")]
    [InlineData("03-1234-5678-9")]
    public void What_the_plan_does_not_know_has_no_parts(string typed) => Assert.Null(JapanesePhone.InThreeParts(typed));
}
