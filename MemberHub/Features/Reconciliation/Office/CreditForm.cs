namespace MemberHub.Features.Reconciliation.Office;

/// <summary>A button of the credits' or the matters' page: <c>verb number</c>, and a text for each row by its number.</summary>
public sealed class CreditForm
{
    public string Do { get; set; } = "";

    /// <summary>Reasons and notes by the number of the row; null where a form was sent without any.</summary>
    public Dictionary<long, string>? Texts { get; set; }

    public string TextOf(long id) => Texts?.GetValueOrDefault(id) ?? "";
}
