using System.Text;
using MemberHub.Domain;

namespace MemberHub.Tests.Domain;

[Trait("Runs", "Once")]
public sealed class UnicodeTextTests
{
    [Theory]
    [InlineData(NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormKC)]
    [InlineData(NormalizationForm.FormKD)]
    public void Whatever_comes_is_normalised(NormalizationForm form)
    {
        foreach (var sign in Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(code => (char)code))
        {
            var text = $"山{sign}a";

            Assert.True(text.Normalized(form).IsNormalized(form));
        }
    }

    [Theory]
    [InlineData("か\u3099", "が")]
    [InlineData("𠮷野", "𠮷野")]
    [InlineData("a\uFFFEb", "a\uFFFDb")]
    public void Only_what_is_no_character_is_replaced(string text, string normal) => Assert.Equal(normal, text.Normalized());

    [Fact]
    public void So_are_halves_of_surrogate_pairs()
    {
        Assert.Equal("高\uFFFD", "高\uD842".Normalized());
        Assert.Equal("\uFFFD\uFFFD", "\uDFB7\uD842".Normalized());
    }
}
