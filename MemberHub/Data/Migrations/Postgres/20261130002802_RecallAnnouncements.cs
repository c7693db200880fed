using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RecallAnnouncements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "BillingRunId",
                table: "OutboxMails",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_BillingRunId_SentUtc",
                table: "OutboxMails",
                columns: new[] { "BillingRunId", "SentUtc" },
                filter: "\"BillingRunId\" IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_OutboxMails_BillingRuns_BillingRunId",
                table: "OutboxMails",
                column: "BillingRunId",
                principalTable: "BillingRuns",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_OutboxMails_BillingRuns_BillingRunId",
                table: "OutboxMails");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_BillingRunId_SentUtc",
                table: "OutboxMails");

            migrationBuilder.DropColumn(
                name: "BillingRunId",
                table: "OutboxMails");
        }
    }
}
