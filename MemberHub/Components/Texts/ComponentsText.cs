namespace MemberHub.Components.Texts;

/// <summary>The words of the frame around the pages and of the shared components.</summary>
public sealed class ComponentsText;
