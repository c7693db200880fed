using Bunit;
using MemberHub.Components.Displays;

namespace MemberHub.Tests.Components.Displays;

public sealed class StatusChipTests : ComponentTest
{
    [Theory]
    [InlineData(Tone.Done, "done")]
    [InlineData(Tone.Act, "act")]
    [InlineData(Tone.Wait, "wait")]
    [InlineData(Tone.Stop, "stop")]
    [InlineData(Tone.Off, "off")]
    public void A_status_is_a_tone_an_icon_and_a_word(Tone tone, string attribute)
    {
        var chip = Render<StatusChip>(chip => chip.Add(c => c.Tone, tone).Add(c => c.Icon, "clock").Add(c => c.Text, "未納")).Find(".chip");

        Assert.Equal(attribute, chip.GetAttribute("data-tone"));
        Assert.Equal("未納", chip.TextContent);
        Assert.Equal("true", chip.QuerySelector("svg")!.GetAttribute("aria-hidden"));
        Assert.NotEmpty(chip.QuerySelectorAll("svg path"));
    }

    [Fact]
    public void An_icon_nobody_drew_is_a_mistake() =>
        Assert.Throws<ArgumentException>(() => Icons.Of("unicorn"));
}
