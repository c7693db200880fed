using MemberHub.Domain;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>The buttons and texts of one deposit's page.</summary>
public sealed class DepositForm
{
    public string Do { get; set; } = "";

    /// <summary>Amounts, one per line.</summary>
    public string Amounts { get; set; } = "";

    public string Note { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Why it is no member's money (対象外・重複の理由).</summary>
    public string Ground { get; set; } = "";

    /// <summary>The amounts; null when a line is none.</summary>
    public IReadOnlyList<Yen>? ReadAmounts()
    {
        var read = Amounts.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(TypedAmount.ReadYen)
            .ToList();
        return read.Count > 0 && read.TrueForAll(amount => amount is not null) ? [.. read.Select(amount => new Yen(amount!.Value))] : null;
    }
}
