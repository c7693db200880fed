namespace MemberHub.Domain.Documents;

/// <summary>A form on which somebody types an addressee (宛名).</summary>
public interface IAddresseeLines
{
    string Institution { get; }

    string Department { get; }

    string Person { get; }
}
