using MemberHub.Data.DemoData;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>The demo society's secretary has taken the journal's mailing list out once, so that the audit trail shows what that looks like.</summary>
internal sealed class DemoExport : IDemoStep
{
    public Task AddAsync(DemoOffice office, CancellationToken cancel) =>
        office.Make<ExportMailingList>().RunAsync(office.As(StaffRole.Secretary), office.Today.Year, asWorkbook: false, "機関誌の発送を委託する印刷所へ渡すため", cancel);
}
