using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RefusedSendersAndOneGoodLetter : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FirstPasswords_AccountId",
                table: "FirstPasswords");

            migrationBuilder.CreateTable(
                name: "RefusedNotifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Gateway = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Sender = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    HourUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedNotifications", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FirstPasswords_OneGoodPerAccount",
                table: "FirstPasswords",
                column: "AccountId",
                unique: true,
                filter: "\"EndedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedNotifications_Gateway_HourUtc_Sender",
                table: "RefusedNotifications",
                columns: new[] { "Gateway", "HourUtc", "Sender" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RefusedNotifications");

            migrationBuilder.DropIndex(
                name: "IX_FirstPasswords_OneGoodPerAccount",
                table: "FirstPasswords");

            migrationBuilder.CreateIndex(
                name: "IX_FirstPasswords_AccountId",
                table: "FirstPasswords",
                column: "AccountId");
        }
    }
}
