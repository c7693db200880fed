using MemberHub.Domain;

namespace MemberHub.Tests.Domain;

public sealed class TypedAmountTests
{
    [Theory]
    [InlineData("12000", 12_000)]
    [InlineData("12,000円", 12_000)]
    [InlineData("１２，０００ 円", 12_000)]
    [InlineData(" ¥12,000 ", 12_000)]
    [InlineData("￥12,000", 12_000)]
    [InlineData("0", 0)]
    public void An_amount_is_read_as_people_write_it(string typed, long yen) => Assert.Equal(yen, TypedAmount.ReadYen(typed));

    [Theory]
    [InlineData("")]
    [InlineData("円")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("12千円")]
    [InlineData("12円000")]
    [InlineData("99999999999999999999")]
    public void What_is_no_whole_number_of_yen_is_none(string typed) => Assert.Null(TypedAmount.ReadYen(typed));

    [Theory]
    [InlineData("0", false)]
    [InlineData("1", true)]
    public void An_amount_that_moves_money_is_above_nothing(string typed, bool moves) => Assert.Equal(moves, TypedAmount.Read(typed) is not null);
}
