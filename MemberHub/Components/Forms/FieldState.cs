namespace MemberHub.Components.Forms;

/// <summary>What the input inside a <see cref="Field"/> carries: splat <see cref="Attributes"/> on it.</summary>
public sealed record FieldState(string Id, bool HasHint, string? Error)
{
    public string HintId => Id + "-hint";

    public string ErrorId => Id + "-error";

    /// <summary>id, aria-describedby, aria-invalid.</summary>
    public IReadOnlyDictionary<string, object> Attributes
    {
        get
        {
            var attributes = new Dictionary<string, object> { ["id"] = Id };
            if (Description is { Length: > 0 } description)
            {
                attributes["aria-describedby"] = description;
            }

            if (Error is not null)
            {
                attributes["aria-invalid"] = "true";
            }

            return attributes;
        }
    }

    private string Description => string.Join(' ', new[] { HasHint ? HintId : null, Error is null ? null : ErrorId }.OfType<string>());
}
