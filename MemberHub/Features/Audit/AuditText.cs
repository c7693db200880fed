namespace MemberHub.Features.Audit;

/// <summary>The words of the audit trail: pages, actions, fields.</summary>
public sealed class AuditText;
