using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PortalForMembers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Waivers_SocietyId",
                table: "Waivers");

            migrationBuilder.DropIndex(
                name: "IX_StaffAssignments_SocietyId",
                table: "StaffAssignments");

            migrationBuilder.DropIndex(
                name: "IX_Reminders_SocietyId",
                table: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_SocietyId",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_PaymentOrderLines_SocietyId",
                table: "PaymentOrderLines");

            migrationBuilder.DropIndex(
                name: "IX_PaymentMonths_SocietyId",
                table: "PaymentMonths");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_SocietyId",
                table: "OutboxMails");

            migrationBuilder.DropIndex(
                name: "IX_MemberTouches_SocietyId",
                table: "MemberTouches");

            migrationBuilder.DropIndex(
                name: "IX_MemberChanges_SocietyId",
                table: "MemberChanges");

            migrationBuilder.DropIndex(
                name: "IX_LeavesOfAbsence_SocietyId",
                table: "LeavesOfAbsence");

            migrationBuilder.DropIndex(
                name: "IX_JobRuns_SocietyId",
                table: "JobRuns");

            migrationBuilder.DropIndex(
                name: "IX_FirstPasswords_AccountId",
                table: "FirstPasswords");

            migrationBuilder.DropIndex(
                name: "IX_FirstPasswords_SocietyId",
                table: "FirstPasswords");

            migrationBuilder.DropIndex(
                name: "IX_DuesRules_SocietyId",
                table: "DuesRules");

            migrationBuilder.DropIndex(
                name: "IX_DuesCharges_MemberId_FiscalYear_Item",
                table: "DuesCharges");

            migrationBuilder.DropIndex(
                name: "IX_DuesCharges_SocietyId",
                table: "DuesCharges");

            migrationBuilder.DropIndex(
                name: "IX_Drafts_SocietyId",
                table: "Drafts");

            migrationBuilder.DropIndex(
                name: "IX_DocumentFiles_SocietyId",
                table: "DocumentFiles");

            migrationBuilder.DropIndex(
                name: "IX_DistinctMembers_SocietyId",
                table: "DistinctMembers");

            migrationBuilder.DropIndex(
                name: "IX_DepositEvents_SocietyId",
                table: "DepositEvents");

            migrationBuilder.DropIndex(
                name: "IX_Credits_SocietyId",
                table: "Credits");

            migrationBuilder.DropIndex(
                name: "IX_BillingRuns_SocietyId",
                table: "BillingRuns");

            migrationBuilder.DropIndex(
                name: "IX_BillingRunLists_SocietyId",
                table: "BillingRunLists");

            migrationBuilder.DropIndex(
                name: "IX_Allocations_SocietyId",
                table: "Allocations");

            migrationBuilder.DropIndex(
                name: "IX_Affiliations_SocietyId",
                table: "Affiliations");

            migrationBuilder.DropIndex(
                name: "IX_AccountMembers_SocietyId",
                table: "AccountMembers");

            migrationBuilder.AddColumn<long>(
                name: "WithdrawalNoticeId",
                table: "Waivers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "GuardsMember",
                table: "SecondFactors",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedUtc",
                table: "Ranks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Ranks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "UnlistedOn",
                table: "Members",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UnlistedReason",
                table: "Members",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Visible",
                table: "Members",
                type: "integer",
                maxLength: 30,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedUtc",
                table: "MemberCategories",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "MemberCategories",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "EmailChanges",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "CodeHash",
                table: "EmailChanges",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Title",
                table: "DuesCharges",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Visible",
                table: "Affiliations",
                type: "integer",
                maxLength: 30,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSeenUtc",
                table: "AccountSessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ProvedUtc",
                table: "AccountSessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Accounts",
                type: "character varying(2)",
                maxLength: 2,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AccountPasskeys",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SignCount = table.Column<long>(type: "bigint", nullable: false),
                    Transports = table.Column<string>(type: "text", nullable: false),
                    IsBackupEligible = table.Column<bool>(type: "boolean", nullable: false),
                    IsBackedUp = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastUsedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountPasskeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountPasskeys_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AttemptCounts",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    UntilUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttemptCounts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Benefits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    TitleJa = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    TitleEn = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    CautionJa = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    CautionEn = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    SealedCredentials = table.Column<string>(type: "text", nullable: false),
                    Rule = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    UntilMonth = table.Column<int>(type: "integer", nullable: false),
                    UntilDay = table.Column<int>(type: "integer", nullable: false),
                    OpenOnLeave = table.Column<bool>(type: "boolean", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Benefits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Benefits_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DirectorySearches",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    SinceUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectorySearches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DirectorySearches_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DirectorySearches_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LoginIdChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    NewLoginId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CodeHash = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ExpiresUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoginIdChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LoginIdChanges_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MembershipCertificates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    FiscalYear = table.Column<int>(type: "integer", nullable: false),
                    ValidThrough = table.Column<DateOnly>(type: "date", nullable: false),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SealedToken = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    IssuedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RevokedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MembershipCertificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MembershipCertificates_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MembershipCertificates_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NoticesRead",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    NoticeId = table.Column<long>(type: "bigint", nullable: false),
                    ReadUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticesRead", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticesRead_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NoticesRead_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NoticesRead_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RefusedNotifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Gateway = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Sender = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    HourUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedNotifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RequestCounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Network = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Hour = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestCounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SpentProofs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    UntilUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpentProofs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SupportTickets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Side = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: true),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    ClaimedNumber = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Affiliation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    Page = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Claim = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    RequestKey = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportTickets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupportTickets_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SupportTickets_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SupportTickets_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TicketSeries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TicketSeries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TicketSeries_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WithdrawalNotices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    LastYear = table.Column<int>(type: "integer", nullable: false),
                    LeavesOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    HandedInUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ConfirmedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ConfirmedBy = table.Column<long>(type: "bigint", nullable: true),
                    RefusedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RefusalReason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    UndoneUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WithdrawalNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WithdrawalNotices_Accounts_ConfirmedBy",
                        column: x => x.ConfirmedBy,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WithdrawalNotices_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WithdrawalNotices_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BenefitViews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    ViewedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BenefitViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BenefitViews_Benefits_BenefitId",
                        column: x => x.BenefitId,
                        principalTable: "Benefits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BenefitViews_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BenefitViews_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TicketEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    TicketId = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    OccurredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    Text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Check = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TicketEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TicketEvents_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TicketEvents_SupportTickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "SupportTickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_WithdrawalNoticeId",
                table: "Waivers",
                column: "WithdrawalNoticeId");

            // Of several good letters of one account the last one stays good; the index allows one.
            migrationBuilder.Sql("""UPDATE "FirstPasswords" SET "EndedUtc" = "CreatedUtc" WHERE "EndedUtc" IS NULL AND "Id" < (SELECT MAX(later."Id") FROM "FirstPasswords" later WHERE later."AccountId" = "FirstPasswords"."AccountId" AND later."EndedUtc" IS NULL)""");

            migrationBuilder.CreateIndex(
                name: "IX_FirstPasswords_OneGoodPerAccount",
                table: "FirstPasswords",
                column: "AccountId",
                unique: true,
                filter: "\"EndedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DuesCharges_MemberId_FiscalYear_Item_Title",
                table: "DuesCharges",
                columns: new[] { "MemberId", "FiscalYear", "Item", "Title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountPasskeys_AccountId",
                table: "AccountPasskeys",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountPasskeys_CredentialId",
                table: "AccountPasskeys",
                column: "CredentialId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AttemptCounts_UntilUtc",
                table: "AttemptCounts",
                column: "UntilUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Benefits_SocietyId_Ordinal",
                table: "Benefits",
                columns: new[] { "SocietyId", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_BenefitViews_BenefitId_ViewedUtc",
                table: "BenefitViews",
                columns: new[] { "BenefitId", "ViewedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_BenefitViews_MemberId",
                table: "BenefitViews",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_DirectorySearches_AccountId",
                table: "DirectorySearches",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_DirectorySearches_SocietyId_AccountId",
                table: "DirectorySearches",
                columns: new[] { "SocietyId", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LoginIdChanges_AccountId",
                table: "LoginIdChanges",
                column: "AccountId",
                unique: true,
                filter: "\"EndedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MembershipCertificates_MemberId_FiscalYear",
                table: "MembershipCertificates",
                columns: new[] { "MemberId", "FiscalYear" },
                unique: true,
                filter: "\"RevokedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MembershipCertificates_TokenHash",
                table: "MembershipCertificates",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoticesRead_AccountId_NoticeId",
                table: "NoticesRead",
                columns: new[] { "AccountId", "NoticeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoticesRead_NoticeId",
                table: "NoticesRead",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedNotifications_Gateway_HourUtc_Sender",
                table: "RefusedNotifications",
                columns: new[] { "Gateway", "HourUtc", "Sender" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RequestCounts_Network_Hour",
                table: "RequestCounts",
                columns: new[] { "Network", "Hour" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SpentProofs_UntilUtc",
                table: "SpentProofs",
                column: "UntilUtc");

            migrationBuilder.CreateIndex(
                name: "IX_SupportTickets_AccountId",
                table: "SupportTickets",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_SupportTickets_MemberId",
                table: "SupportTickets",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_SupportTickets_SocietyId_CreatedUtc",
                table: "SupportTickets",
                columns: new[] { "SocietyId", "CreatedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_SupportTickets_SocietyId_Number",
                table: "SupportTickets",
                columns: new[] { "SocietyId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SupportTickets_SocietyId_RequestKey",
                table: "SupportTickets",
                columns: new[] { "SocietyId", "RequestKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TicketEvents_TicketId_Sequence",
                table: "TicketEvents",
                columns: new[] { "TicketId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TicketSeries_SocietyId_Year",
                table: "TicketSeries",
                columns: new[] { "SocietyId", "Year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WithdrawalNotices_ConfirmedBy",
                table: "WithdrawalNotices",
                column: "ConfirmedBy");

            migrationBuilder.CreateIndex(
                name: "IX_WithdrawalNotices_OneLivePerMember",
                table: "WithdrawalNotices",
                column: "MemberId",
                unique: true,
                filter: "\"RefusedUtc\" IS NULL AND \"UndoneUtc\" IS NULL AND \"EndedUtc\" IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_Waivers_WithdrawalNotices_WithdrawalNoticeId",
                table: "Waivers",
                column: "WithdrawalNoticeId",
                principalTable: "WithdrawalNotices",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Waivers_WithdrawalNotices_WithdrawalNoticeId",
                table: "Waivers");

            migrationBuilder.DropTable(
                name: "AccountPasskeys");

            migrationBuilder.DropTable(
                name: "AttemptCounts");

            migrationBuilder.DropTable(
                name: "BenefitViews");

            migrationBuilder.DropTable(
                name: "DirectorySearches");

            migrationBuilder.DropTable(
                name: "LoginIdChanges");

            migrationBuilder.DropTable(
                name: "MembershipCertificates");

            migrationBuilder.DropTable(
                name: "NoticesRead");

            migrationBuilder.DropTable(
                name: "RefusedNotifications");

            migrationBuilder.DropTable(
                name: "RequestCounts");

            migrationBuilder.DropTable(
                name: "SpentProofs");

            migrationBuilder.DropTable(
                name: "TicketEvents");

            migrationBuilder.DropTable(
                name: "TicketSeries");

            migrationBuilder.DropTable(
                name: "WithdrawalNotices");

            migrationBuilder.DropTable(
                name: "Benefits");

            migrationBuilder.DropTable(
                name: "SupportTickets");

            migrationBuilder.DropIndex(
                name: "IX_Waivers_WithdrawalNoticeId",
                table: "Waivers");

            migrationBuilder.DropIndex(
                name: "IX_FirstPasswords_OneGoodPerAccount",
                table: "FirstPasswords");

            migrationBuilder.DropIndex(
                name: "IX_DuesCharges_MemberId_FiscalYear_Item_Title",
                table: "DuesCharges");

            migrationBuilder.DropColumn(
                name: "WithdrawalNoticeId",
                table: "Waivers");

            migrationBuilder.DropColumn(
                name: "GuardsMember",
                table: "SecondFactors");

            migrationBuilder.DropColumn(
                name: "EndedUtc",
                table: "Ranks");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Ranks");

            migrationBuilder.DropColumn(
                name: "UnlistedOn",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "UnlistedReason",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Visible",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "EndedUtc",
                table: "MemberCategories");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "MemberCategories");

            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "EmailChanges");

            migrationBuilder.DropColumn(
                name: "CodeHash",
                table: "EmailChanges");

            migrationBuilder.DropColumn(
                name: "Title",
                table: "DuesCharges");

            migrationBuilder.DropColumn(
                name: "Visible",
                table: "Affiliations");

            migrationBuilder.DropColumn(
                name: "LastSeenUtc",
                table: "AccountSessions");

            migrationBuilder.DropColumn(
                name: "ProvedUtc",
                table: "AccountSessions");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Accounts");

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_SocietyId",
                table: "Waivers",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_StaffAssignments_SocietyId",
                table: "StaffAssignments",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_SocietyId",
                table: "Reminders",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_SocietyId",
                table: "Refunds",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOrderLines_SocietyId",
                table: "PaymentOrderLines",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentMonths_SocietyId",
                table: "PaymentMonths",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_SocietyId",
                table: "OutboxMails",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberTouches_SocietyId",
                table: "MemberTouches",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberChanges_SocietyId",
                table: "MemberChanges",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_LeavesOfAbsence_SocietyId",
                table: "LeavesOfAbsence",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_SocietyId",
                table: "JobRuns",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_FirstPasswords_AccountId",
                table: "FirstPasswords",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_FirstPasswords_SocietyId",
                table: "FirstPasswords",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DuesRules_SocietyId",
                table: "DuesRules",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DuesCharges_MemberId_FiscalYear_Item",
                table: "DuesCharges",
                columns: new[] { "MemberId", "FiscalYear", "Item" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DuesCharges_SocietyId",
                table: "DuesCharges",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_SocietyId",
                table: "Drafts",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DocumentFiles_SocietyId",
                table: "DocumentFiles",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DistinctMembers_SocietyId",
                table: "DistinctMembers",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DepositEvents_SocietyId",
                table: "DepositEvents",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Credits_SocietyId",
                table: "Credits",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_SocietyId",
                table: "BillingRuns",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRunLists_SocietyId",
                table: "BillingRunLists",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Allocations_SocietyId",
                table: "Allocations",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Affiliations_SocietyId",
                table: "Affiliations",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountMembers_SocietyId",
                table: "AccountMembers",
                column: "SocietyId");
        }
    }
}
