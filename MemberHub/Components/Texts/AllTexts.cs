using Microsoft.Extensions.Localization;

namespace MemberHub.Components.Texts;

/// <summary>The sentences of all features, for a page that shows what another feature has found.</summary>
public sealed class AllTexts(IStringLocalizerFactory localizers, IEnumerable<TextSource> sources)
{
    private readonly IReadOnlyList<IStringLocalizer> _texts = [.. sources.Select(source => localizers.Create(source.Marker))];

    /// <summary>The sentence that stands under the name in some feature's resources; the name itself where none does.</summary>
    public string Find(string name) => Word(name) ?? name;

    /// <summary>What was done, in the words of the audit trail (記録簿); the use case's own name where no words are known for it.</summary>
    public string Action(string useCase) => Word($"Action.{useCase}") ?? useCase;

    /// <summary>The sentence or word under the name; null where no feature's resources have it.</summary>
    public string? Word(string name) => _texts.Select(text => text[name]).FirstOrDefault(text => !text.ResourceNotFound)?.Value;
}
