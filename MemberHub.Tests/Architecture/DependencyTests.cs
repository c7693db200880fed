using System.Text.RegularExpressions;

namespace MemberHub.Tests.Architecture;

public sealed partial class DependencyTests
{
    // Which folder may mention which other; what is not listed is forbidden. Program.cs, the composition root, lies in none of them.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Domain"] = [],
        ["Data"] = ["Domain"],
        ["Platform"] = ["Domain"],
        ["Components"] = ["Domain"],
        ["Papers"] = ["Domain", "Platform"],
        ["Features"] = ["Domain", "Data", "Papers", "Platform", "Components"],
    };

    // The whole list of who may look at all societies, or at none: sign-in, jobs, commands, start-up and health.
    private static readonly string[] AcrossSocieties =
    [
        "Data/MemberHubDatabases.cs",
        "Data/Migrator.cs",
        "Data/SocietySeed.cs",
        "Features/Accounts/AccountHome.cs",
        "Features/Accounts/AccountLookup.cs",
        "Features/Accounts/DataProtectionKeyStore.cs",
        "Features/Accounts/AnswerResetWishes.cs",
        "Features/Accounts/AttemptBook.cs",
        "Features/Accounts/ConfirmEmailChange.cs",
        "Features/Accounts/EmailChangeLink.cs",
        "Features/Accounts/FirstPasswordChoice.cs",
        "Features/Accounts/IssueFirstPasswords.cs",
        "Features/Accounts/ForgetAttemptsJob.cs",
        "Features/Accounts/PasswordResetLink.cs",
        "Features/Accounts/Passwords.cs",
        "Features/Accounts/PublicNotices.cs",
        "Features/Accounts/RequestPasswordReset.cs",
        "Features/Accounts/ResetPassword.cs",
        "Features/Accounts/SendPasswordReset.cs",
        "Features/Accounts/SessionReader.cs",
        "Features/Accounts/SetUpStaff.cs",
        "Features/Accounts/SignIn.cs",
        "Features/Accounts/SignOut.cs",
        "Features/Accounts/StaffEnrolment.cs",
        "Features/Accounts/KeepSeenSessions.cs",
        "Features/Accounts/PasskeyEndpoints.cs",
        "Features/Accounts/SignInWithPasskey.cs",
        "Features/Accounts/StaffInvitationLink.cs",
        "Features/Accounts/WrappedKeysAtStart.cs",
        "Features/Audit/AuditErasures.cs",
        "Features/Audit/EraseAuditValues.cs",
        "Features/Audit/SealAudit.cs",
        "Features/Audit/VerifyAudit.cs",
        "Features/Backup/BackUp.cs",
        "Features/Backup/Restore.cs",
        "Features/Billing/AnnounceBilling.cs",
        "Features/Billing/RunBilling.cs",
        "Features/Directory/OpenPublicRoster.cs",
        "Features/Certificate/VerifyCertificate.cs",
        "Features/Health/CheckReadiness.cs",
        "Features/Import/ImportRosterAndDues.cs",
        "Features/Ledger/CheckLedger.cs",
        "Features/Ledger/VerifyLedger.cs",
        "Features/Notices/WriteBroadcasts.cs",
        "Features/Members/ApplyMemberChanges.cs",
        "Features/Outbox/ReadBounces.cs",
        "Features/Outbox/SendMails.cs",
        "Features/Payments/ApplyMessages.cs",
        "Features/Payments/AskForOutcomes.cs",
        "Features/Payments/CloseExpired.cs",
        "Features/Payments/GatewayReports.cs",
        "Features/Payments/NoteReturn.cs",
        "Features/Payments/NoteUnconfirmed.cs",
        "Features/Payments/ReceiveNotification.cs",
        "Features/Payments/RefusedSenders.cs",
        "Features/Payments/RemindOfDeadlines.cs",
        "Features/Sandbox/NotificationCourier.cs",
        "Features/Settings/ReadSocietyNamesJob.cs",
        "Features/Settings/StoredSeals.cs",
        "Features/Slips/FillPiles.cs",
        "Features/Support/PortalSociety.cs",
        "Data/Accounts/AccountOwner.cs",
        "Features/Withdrawal/EndWithdrawals.cs",
        "Features/Accounts/SetFirstPassword.cs",
        "Features/Import/RosterMerge.cs",
        "Features/Import/RunRosterImports.cs",
        "Features/Members/MergeMoves.cs",
        "Features/Sandbox/SandboxBooks.cs",
    ];

    [Fact]
    public void Folders_mention_only_the_folders_they_may()
    {
        var files = Sources.In("MemberHub", ".cs", ".razor").Where(file => Allowed.ContainsKey(Folder(file))).ToList();

        Assert.Superset(new HashSet<string> { "Domain", "Data", "Platform", "Features" }, files.Select(Folder).ToHashSet());
        Assert.Empty(files.SelectMany(Violations));
    }

    [Theory]
    [InlineData("Domain/Yen.cs", "using MemberHub.Data;", "Domain/Yen.cs: MemberHub.Data")]
    [InlineData("Data/MemberHubDbContext.cs", "var x = Features.Health.Check();", "Data/MemberHubDbContext.cs: Features.Health")]
    [InlineData("Features/Profile/Portal/Profile.razor", "@using MemberHub.Data.Accounts", "Features/Profile/Portal/Profile.razor: MemberHub.Data.Accounts")]
    [InlineData("Features/Profile/SaveProfile.cs", "using MemberHub.Features.Payments;", "Features/Profile/SaveProfile.cs: MemberHub.Features.Payments")]
    [InlineData("Papers/InvoicePaper.cs", "using MemberHub.Platform.Mail;", "Papers/InvoicePaper.cs: MemberHub.Platform.Mail")]
    [InlineData("Features/Profile/SaveProfile.cs", "using MemberHub.Data;\nnamespace MemberHub.Features.Profile;", null)]
    [InlineData("Papers/InvoicePaper.cs", "using MemberHub.Platform.Pdf.Fonts;", null)]
    public void The_rule_tells_good_from_bad(string path, string text, string? violation) =>
        Assert.Equal(violation is null ? [] : [violation], Violations(new SourceFile(path, text)));

    [Fact]
    public void Only_the_listed_look_across_societies()
    {
        var callers = Sources.In("MemberHub", ".cs", ".razor")
            .Where(file => file.Text.Contains("AcrossSocieties(", StringComparison.Ordinal))
            .Select(file => file.Path)
            .ToList();

        Assert.Equal(AcrossSocieties.Order(StringComparer.Ordinal), callers);
    }

    private static string Folder(SourceFile file) => file.Path.Split('/')[0];

    private static IEnumerable<string> Violations(SourceFile file)
    {
        var from = file.Path.Split('/');
        foreach (Match mention in Mention().Matches(file.Text))
        {
            var (to, part) = (mention.Groups["folder"].Value, mention.Groups["part"].Value);
            var allowed = (from[0], to) switch
            {
                ("Features", "Features") => part == from[1],
                ("Features", "Data") => !file.Path.EndsWith(".razor", StringComparison.Ordinal),
                ("Papers", "Platform") => part == "Pdf",
                _ => from[0] == to || Allowed[from[0]].Contains(to),
            };
            if (!allowed)
            {
                yield return $"{file}: {mention.Value}";
            }
        }
    }

    // Both the full name and the short one that code inside the namespace MemberHub may use.
    [GeneratedRegex(@"(?:\bMemberHub\.|(?<![\w.""/]))(?<folder>Domain|Data|Papers|Platform|Components|Features)\.(?<part>[A-Z]\w*)|\bMemberHub\.(?<folder>Domain|Data|Papers|Platform|Components|Features)\b")]
    private static partial Regex Mention();
}
