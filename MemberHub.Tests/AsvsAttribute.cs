namespace MemberHub.Tests;

/// <summary>Names the requirements of OWASP ASVS 5.0, such as 6.2.4, that a test holds, or all tests of a class together. docs/security.md is made of it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AsvsAttribute(params string[] requirements) : Attribute
{
    public IReadOnlyList<string> Requirements { get; } = requirements;
}
