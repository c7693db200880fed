using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
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
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "BalanceAfter",
                table: "UnmatchedDeposits",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AskedUtc",
                table: "Refunds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnUtc",
                table: "Refunds",
                type: "timestamp with time zone",
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
