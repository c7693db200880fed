using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Features.Accounts;
using MemberHub.Features.Audit;
using MemberHub.Features.Backup;
using MemberHub.Features.Billing;
using MemberHub.Features.Cockpit;
using MemberHub.Features.Dashboard;
using MemberHub.Features.Documents;
using MemberHub.Features.Health;
using MemberHub.Features.Import;
using MemberHub.Features.Income;
using MemberHub.Features.Invoicing;
using MemberHub.Features.Ledger;
using MemberHub.Features.Members;
using MemberHub.Features.Notices;
using MemberHub.Features.Outbox;
using MemberHub.Features.Payments;
using MemberHub.Features.Profile;
using MemberHub.Features.Reconciliation;
using MemberHub.Features.Sandbox;
using MemberHub.Features.Settings;
using MemberHub.Features.Slips;
using MemberHub.Features.Withdrawal;
using MemberHub.Papers;
using MemberHub.Platform.Commands;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Hosting;
using MemberHub.Platform.Jobs;
using MemberHub.Platform.Logging;
using MemberHub.Platform.Mail;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Security;

// appsettings.json and, once published, wwwroot lie beside the app; by default ASP.NET Core would look for them in the
// current directory.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

builder.AddQuickStart();
builder.AddMemberHubLogging();
builder.Services.AddSingleton(TimeProvider.System);
builder.AddMemberHubData();
builder.AddDemoData();
builder.AddMemberHubComponents();
builder.Services.AddPdf(builder.Configuration);
builder.Services.AddPapers();
builder.AddJobs();
builder.AddMail();
builder.AddGateways();

builder.AddAccounts();
builder.AddDashboard();
builder.AddProfile();
builder.AddPayments();
builder.AddDocuments();
builder.AddInvoicing();
builder.AddBilling();
builder.AddReconciliation();
builder.AddCockpit();
builder.AddIncome();
builder.AddNotices();
builder.AddSettings();
builder.AddMembers();
builder.AddWithdrawal();
builder.AddImport();
builder.AddLedger();
builder.AddAudit();
builder.AddBackup();
builder.AddOutbox();
builder.AddSlips();
builder.AddSandbox();
builder.AddHealth();

var app = builder.Build();
await app.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
if (await app.Services.RunVerbAsync(args) is { } exitCode)
{
    return exitCode;
}

await app.ShowDemoSocietyAsync();
app.UseSecurityHeaders();
app.UseMemberHubComponents();
app.UseAuthentication();
app.UseAuthorization();
app.MapMemberHubComponents();
app.MapAccounts();
app.MapPayments();
app.MapDocuments();
app.MapMembers();
app.MapNotices();
app.MapImport();
app.MapIncome();
app.MapSlips();
app.MapSettings();
app.MapSandbox();
app.MapHealth();
await app.RunAsync();
return 0;
