namespace MemberHub.Domain;

/// <summary>Hears of each refusal that a person is told, whatever the page.</summary>
public interface IRefusalListener
{
    void Hear(Refusal refusal);
}
