using System.Globalization;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Slips.Office;

/// <summary>The page's address: what is looked at stands in it, so that it can be kept and gone back to.</summary>
internal static class SlipsAddress
{
    public static string Of(SlipFilter filter, long? open = null)
    {
        List<string> parts = [$"stage={filter.Stage.ToString().ToLowerInvariant()}"];
        if (filter.AtLeast > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"age={filter.AtLeast}"));
        }

        if (filter.Page > 1)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"page={filter.Page}"));
        }

        if (open is { } id)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"open={id}"));
        }

        return $"/office/slips?{string.Join('&', parts)}";
    }

    /// <summary>What was typed into the address; what cannot be read is as if it were not there.</summary>
    public static SlipFilter Read(string? stage, int? age, int? page) => new(
        Enum.TryParse<SlipStage>(stage, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : SlipStage.Requested,
        Math.Clamp(age ?? 0, 0, 60),
        Math.Clamp(page ?? 1, 1, 100_000));
}
