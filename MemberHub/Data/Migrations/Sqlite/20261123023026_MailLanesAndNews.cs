using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailLanesAndNews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_NextAttemptUtc",
                table: "OutboxMails");

            migrationBuilder.AddColumn<bool>(
                name: "IsBulk",
                table: "OutboxMails",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "UnsubscribeUrl",
                table: "OutboxMails",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "NewsDeclinedUtc",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_IsBulk_NextAttemptUtc",
                table: "OutboxMails",
                columns: new[] { "IsBulk", "NextAttemptUtc" },
                filter: "\"SentUtc\" IS NULL AND \"FailedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_IsBulk_SentUtc",
                table: "OutboxMails",
                columns: new[] { "IsBulk", "SentUtc" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_IsBulk_NextAttemptUtc",
                table: "OutboxMails");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_IsBulk_SentUtc",
                table: "OutboxMails");

            migrationBuilder.DropColumn(
                name: "IsBulk",
                table: "OutboxMails");

            migrationBuilder.DropColumn(
                name: "UnsubscribeUrl",
                table: "OutboxMails");

            migrationBuilder.DropColumn(
                name: "NewsDeclinedUtc",
                table: "Members");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_NextAttemptUtc",
                table: "OutboxMails",
                column: "NextAttemptUtc",
                filter: "\"SentUtc\" IS NULL AND \"FailedUtc\" IS NULL");
        }
    }
}
