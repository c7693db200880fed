using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReviewChangesStopWorkAndReachDeposits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "LeftOn",
                table: "Waivers",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DepositId",
                table: "PaymentTasks",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Payer",
                table: "PaymentTasks",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "BillingRunId",
                table: "OutboxMails",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "InArrearsOnly",
                table: "Notices",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "StoppedBy",
                table: "JobRuns",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ProfileReviews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    ChangedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReviewedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReviewedBy = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProfileReviews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProfileReviews_Accounts_ReviewedBy",
                        column: x => x.ReviewedBy,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProfileReviews_AuditEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "AuditEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProfileReviews_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProfileReviews_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentTasks_DepositId",
                table: "PaymentTasks",
                column: "DepositId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_BillingRunId_SentUtc",
                table: "OutboxMails",
                columns: new[] { "BillingRunId", "SentUtc" },
                filter: "\"BillingRunId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DepositEvents_Refunds",
                table: "DepositEvents",
                columns: new[] { "SocietyId", "DepositId" },
                filter: "\"Kind\" = 'RefundRequested'");

            migrationBuilder.CreateIndex(
                name: "IX_ProfileReviews_EntryId",
                table: "ProfileReviews",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProfileReviews_MemberId",
                table: "ProfileReviews",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_ProfileReviews_ReviewedBy",
                table: "ProfileReviews",
                column: "ReviewedBy");

            migrationBuilder.CreateIndex(
                name: "IX_ProfileReviews_SocietyId_ReviewedUtc",
                table: "ProfileReviews",
                columns: new[] { "SocietyId", "ReviewedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ProfileReviews_Waiting",
                table: "ProfileReviews",
                columns: new[] { "SocietyId", "ChangedUtc" },
                filter: "\"ReviewedUtc\" IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_OutboxMails_BillingRuns_BillingRunId",
                table: "OutboxMails",
                column: "BillingRunId",
                principalTable: "BillingRuns",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_PaymentTasks_UnmatchedDeposits_DepositId",
                table: "PaymentTasks",
                column: "DepositId",
                principalTable: "UnmatchedDeposits",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_OutboxMails_BillingRuns_BillingRunId",
                table: "OutboxMails");

            migrationBuilder.DropForeignKey(
                name: "FK_PaymentTasks_UnmatchedDeposits_DepositId",
                table: "PaymentTasks");

            migrationBuilder.DropTable(
                name: "ProfileReviews");

            migrationBuilder.DropIndex(
                name: "IX_PaymentTasks_DepositId",
                table: "PaymentTasks");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_BillingRunId_SentUtc",
                table: "OutboxMails");

            migrationBuilder.DropIndex(
                name: "IX_DepositEvents_Refunds",
                table: "DepositEvents");

            migrationBuilder.DropColumn(
                name: "LeftOn",
                table: "Waivers");

            migrationBuilder.DropColumn(
                name: "DepositId",
                table: "PaymentTasks");

            migrationBuilder.DropColumn(
                name: "Payer",
                table: "PaymentTasks");

            migrationBuilder.DropColumn(
                name: "BillingRunId",
                table: "OutboxMails");

            migrationBuilder.DropColumn(
                name: "InArrearsOnly",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "StoppedBy",
                table: "JobRuns");
        }
    }
}
