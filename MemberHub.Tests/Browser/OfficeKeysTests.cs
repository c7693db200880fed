using MemberHub.Data.Accounts;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>A key means the row under the cursor and no other; Enter in a field means nothing that stands elsewhere on the page.</summary>
[Trait("Runs", "Once")]
public sealed class OfficeKeysTests
{
    // Three rows, of which the first has another key than the others; one button that belongs to no row.
    private const string Rows = """
        <div data-row="one" id="one"><button data-key="z" id="mine">z</button></div>
        <div data-row="two" id="two"><button data-key="v" id="other">v</button></div>
        <div data-row="three" id="three"><button data-key="v" id="last">v</button></div>
        <button data-key="y" id="page">y</button>
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_presses_what_stands_in_the_cursors_row_or_in_no_row()
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var office = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, office, await AccountantAsync(app, society));
        await office.LoadAsync("/office/money/tasks");
        await office.EvaluateAsync(
            """
            rows => {
                document.querySelector('main').insertAdjacentHTML('beforeend', rows);
                for (const button of document.querySelectorAll('#mine, #other, #last, #page')) {
                    button.addEventListener('click', () => {
                        window.pressed = button.id;
                        if (button.id === 'other') button.closest('[data-row]').remove();
                    });
                }
            }
            """,
            Rows);

        // No row is meant yet: the first press shows which one the next would mean.
        Assert.Null(await PressAsync(office, "v"));
        Assert.Equal("one", await CursorAsync(office));
        Assert.Null(await PressAsync(office, "v"));
        Assert.Equal("mine", await PressAsync(office, "z"));
        Assert.Equal("page", await PressAsync(office, "y"));
        await office.Keyboard.PressAsync("j");
        Assert.Equal("other", await PressAsync(office, "v"));

        // The second row is gone; the one that took its place is the next.
        await office.Keyboard.PressAsync("j");
        Assert.Equal("three", await CursorAsync(office));
    }

    [Fact]
    public async Task Enter_in_a_field_of_one_matter_closes_no_other()
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        await using (var database = app.Databases.Open(society.Id))
        {
            database.AddRange(Enumerable.Range(1, 2).Select(at => new PaymentTask(PaymentTaskKind.Unclear, $"matter {at}", new DateTime(2026, 11, 19, at, 0, 0, DateTimeKind.Utc))));
            await database.SaveChangesAsync(Cancel);
        }

        await using var portal = await BrowserPortal.StartAsync(app);
        var office = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, office, await AccountantAsync(app, society));
        await office.LoadAsync("/office/money/tasks");
        var fields = office.GetByRole(AriaRole.Article).GetByRole(AriaRole.Textbox);
        await fields.First.FillAsync("一件目");
        await fields.Last.FillAsync("電話して確認");
        await fields.Last.PressAsync("Enter");
        await office.WaitForTimeoutAsync(1_000);

        await Expect(fields.Last).ToHaveValueAsync("電話して確認");
        await using var after = app.Databases.Open(society.Id);
        Assert.Equal(2, await after.PaymentTasks.CountAsync(task => task.DoneUtc == null, Cancel));
    }

    private static async Task<string?> PressAsync(IPage page, string key)
    {
        await page.EvaluateAsync("() => { window.pressed = null; }");
        await page.Keyboard.PressAsync(key);
        return await page.EvaluateAsync<string?>("() => window.pressed");
    }

    private static Task<string?> CursorAsync(IPage page) => page.EvaluateAsync<string?>("() => document.querySelector('[data-cursor]')?.id ?? null");

    private static async Task<Actor> AccountantAsync(TestApp app, Society society)
    {
        await using var database = app.Databases.Open(society.Id);
        var account = new Account { UserName = "saeki", NormalizedUserName = "SAEKI", SecurityStamp = "saeki" };
        database.Add(account);
        await database.SaveChangesAsync(Cancel);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Accountant, Name = "佐伯 由香" });
        await database.SaveChangesAsync(Cancel);
        return new Actor(account.Id, society.Id, null, [StaffRole.Accountant]);
    }
}
