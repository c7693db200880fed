namespace MemberHub.Tests.Components.Texts;

/// <summary>A text source of the tests' own.</summary>
public sealed class SampleText;
