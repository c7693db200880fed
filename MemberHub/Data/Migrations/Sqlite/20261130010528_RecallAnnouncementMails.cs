using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RecallAnnouncementMails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DepositId",
                table: "PaymentTasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Payer",
                table: "PaymentTasks",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "BillingRunId",
                table: "OutboxMails",
                type: "INTEGER",
                nullable: true);

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
                name: "DepositId",
                table: "PaymentTasks");

            migrationBuilder.DropColumn(
                name: "Payer",
                table: "PaymentTasks");

            migrationBuilder.DropColumn(
                name: "BillingRunId",
                table: "OutboxMails");
        }
    }
}
