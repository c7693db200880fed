namespace MemberHub.Components.Texts;

/// <summary>The words for money: what a charge is called and where it stands. Binding for pages, mails and lists.</summary>
public sealed class StatusText;
