namespace MemberHub.Domain;

/// <summary>
/// Why a request of a person is not carried out: something they can cause and mend. Carries the facts; the sentence in
/// Japanese and English stands in the resources of the feature under the type's name, with the properties as {Placeholders}.
/// </summary>
public abstract record Refusal;
