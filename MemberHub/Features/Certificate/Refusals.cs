using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Certificate;

/// <summary>Whoever has left, or has not joined yet, is no member.</summary>
public sealed record NoMembershipToCertify : Refusal;

/// <summary>The society certifies only members who have paid the year.</summary>
public sealed record CertificateNeedsDues(FiscalYear Year) : Refusal;

/// <summary>The society certifies only members who have paid the year, and this one's was taken off by their withdrawal notice (退会届).</summary>
public sealed record CertificateYearTakenOff(FiscalYear Year) : Refusal;

/// <summary>There is no certificate for this year yet, or another one stands in its place.</summary>
public sealed record CertificateNotIssued : Refusal;
