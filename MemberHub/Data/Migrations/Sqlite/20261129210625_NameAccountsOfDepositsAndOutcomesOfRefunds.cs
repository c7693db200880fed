using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NameAccountsOfDepositsAndOutcomesOfRefunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Account",
                table: "UnmatchedDeposits",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "BalanceAfter",
                table: "UnmatchedDeposits",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AskedUtc",
                table: "Refunds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnUtc",
                table: "Refunds",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Account",
                table: "UnmatchedDeposits");

            migrationBuilder.DropColumn(
                name: "BalanceAfter",
                table: "UnmatchedDeposits");

            migrationBuilder.DropColumn(
                name: "AskedUtc",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "WithdrawnUtc",
                table: "Refunds");
        }
    }
}
