using System.Net;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Documents;

public sealed class FetchDocumentTests : IAsyncLifetime
{
    private const string Address = "/documents/I-2026-000001.pdf";

    private readonly TestApp app = new();
    private Society society = default!;
    private Actor owner = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        society = await app.SocietyAsync();
        owner = await new RosterBuilder(app.Databases, society).Numbered("0000101").Charged(2026, 12_000).AddAsync();
        var form = new InvoiceForm { Institution = "病院", RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 12_000 };
        (await app.Services.GetRequiredService<IssueInvoice>().RunAsync(owner, form, Cancel)).OrThrow();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("5.4.1")]
    public async Task The_owner_gets_the_bytes_that_were_issued_each_time()
    {
        using var client = await app.ClientOfAsync(owner);

        var first = await client.GetAsync(Address, Cancel);
        var again = await client.GetAsync(Address, Cancel);

        Assert.Equal("application/pdf", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(Cancel), await again.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("private, no-cache", first.Headers.CacheControl?.ToString().Replace("no-cache, private", "private, no-cache", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stranger_is_led_to_the_sign_in_page()
    {
        using var client = app.Connect();

        var answer = await client.GetAsync(Address, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/login", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Another_member_gets_the_answer_of_a_number_that_does_not_exist()
    {
        var other = await new RosterBuilder(app.Databases, society).Numbered("0000102").AddAsync();
        using var client = await app.ClientOfAsync(other);

        var foreign = await client.GetAsync(Address, Cancel);
        var missing = await client.GetAsync("/documents/I-2026-000999.pdf", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task The_office_of_the_society_sees_it_and_another_office_does_not()
    {
        using var own = await app.ClientOfAsync(await StaffAsync(society.Id, "jimu1"));
        await using var database = app.Databases.OpenAcrossSocieties();
        var other = new Society("midori", "みどり学会", "Midori Society", society.Settings);
        database.Add(other);
        await database.SaveChangesAsync(Cancel);
        using var foreign = await app.ClientOfAsync(await StaffAsync(other.Id, "jimu2"));

        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(Address, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(Address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_void_document_is_served_with_its_overprint_and_the_original_stays()
    {
        using var client = await app.ClientOfAsync(owner);
        var issued = await client.GetByteArrayAsync(Address, Cancel);
        await using var database = app.Databases.Open(society.Id);
        var order = await database.PaymentOrders.SingleAsync(Cancel);

        await app.Services.GetRequiredService<CancelOrder>().RunAsync(owner, order.Id, Cancel);

        Assert.NotEqual(issued, await client.GetByteArrayAsync(Address, Cancel));
        Assert.Equal(issued, (await database.DocumentFiles.OrderBy(file => file.Id).FirstAsync(Cancel)).Bytes);
    }

    private async Task<Actor> StaffAsync(long societyId, string login)
    {
        await using var database = app.Databases.Open(societyId);
        var account = new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = "stamp" };
        database.Add(account);
        await database.SaveChangesAsync(Cancel);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = "事務局" });
        await database.SaveChangesAsync(Cancel);
        return new Actor(account.Id, societyId, null, [StaffRole.Secretary]);
    }
}
