using MemberHub.Domain;

namespace MemberHub.Platform.Files.Deposits;

/// <summary>Collects what is wrong with a file, without growing beyond what a person reads.</summary>
internal sealed class FaultList
{
    private readonly List<DepositFault> faults = [];
    private int count;

    public void Add(DepositFault fault)
    {
        count++;
        if (faults.Count < DepositFileFaulty.MaxShown)
        {
            faults.Add(fault);
        }
    }

    /// <summary>The content when nothing was wrong.</summary>
    public Result<DepositFileContent> Or(Func<DepositFileContent> content) =>
        count == 0 ? content() : new DepositFileFaulty([.. faults.OrderBy(fault => fault.Row)], count);
}
