using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Documents;

/// <summary>An app with members that have paid, for the tests of documents.</summary>
public abstract class DocumentsWorld : IAsyncLifetime
{
    protected TestApp App { get; } = new();

    protected Society Society { get; private set; } = default!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IssueReceipt Issue => App.Services.GetRequiredService<IssueReceipt>();

    protected ReissueReceipt Reissue => App.Services.GetRequiredService<ReissueReceipt>();

    protected ChangeReceiptAddressee Change => App.Services.GetRequiredService<ChangeReceiptAddressee>();

    protected IssueClaimPaper IssuePaper => App.Services.GetRequiredService<IssueClaimPaper>();

    public virtual async ValueTask InitializeAsync() => Society = await App.SocietyAsync();

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected RosterBuilder Member(string number = "0000101") => new RosterBuilder(App.Databases, Society).Numbered(number);

    /// <summary>The number of the member's only payment, as the address of its receipt has it.</summary>
    protected async Task<string> PaymentOfAsync(Actor actor)
    {
        await using var database = App.Databases.Open(actor.SocietyId);
        return $"{(await database.Payments.SingleAsync(payment => payment.MemberId == actor.MemberId, Cancel)).Id}";
    }

    protected async Task<string> IssuedAsync(Actor actor) => (await Issue.RunAsync(actor, await PaymentOfAsync(actor), Form(), Cancel)).OrThrow();

    protected async Task<IssuedDocument> DocumentAsync(string number)
    {
        await using var database = App.Databases.Open(Society.Id);
        return await database.IssuedDocuments.Include(document => document.Files).SingleAsync(document => document.Number == number, Cancel);
    }

    protected async Task<ReceiptContent> ContentAsync(string number) => ReadableJson.Read<ReceiptContent>((await DocumentAsync(number)).Snapshot);

    protected async Task<int> CountAsync<T>(Func<MemberHubDbContext, IQueryable<T>> rows)
    {
        await using var database = App.Databases.Open(Society.Id);
        return await rows(database).CountAsync(Cancel);
    }

    protected async Task ChangeDataAsync(Func<MemberHubDbContext, Task> change)
    {
        await using var database = App.Databases.Open(Society.Id);
        await change(database);
        await database.SaveChangesAsync(Cancel);
    }

    protected async Task<Actor> StaffOfAnotherSocietyAsync(Actor actor)
    {
        await using var database = App.Databases.OpenAcrossSocieties();
        var other = new Society("midori", "みどり学会", "Midori Society", Society.Settings);
        database.Add(other);
        await database.SaveChangesAsync(Cancel);
        return actor with { SocietyId = other.Id, Roles = [StaffRole.Secretary] };
    }

    protected static ReceiptForm Form(string person = "髙橋　真理子", string proviso = "2026年度 年会費として") => new() { Person = person, Proviso = proviso };

    protected static ClaimPaperForm Paper(DocumentKind kind, long total, string invoice = "", bool blank = false) => new()
    {
        Kind = kind,
        Choice = AddresseeChoice.Affiliation,
        Institution = "みなと総合医療センター",
        Department = "臨床検査部",
        BlankDates = blank,
        InvoiceNumber = invoice,
        RequestKey = Guid.NewGuid().ToString("N"),
        ShownTotal = total,
    };
}
