using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NarrowNoticesAndKeepRefundOutcomes : Migration
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

            migrationBuilder.AddColumn<string>(
                name: "Categories",
                table: "Notices",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Ranks",
                table: "Notices",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "BodyEn",
                table: "Broadcasts",
                type: "TEXT",
                maxLength: 8000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Ranks",
                table: "Broadcasts",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SubjectEn",
                table: "Broadcasts",
                type: "TEXT",
                maxLength: 150,
                nullable: false,
                defaultValue: "");
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

            migrationBuilder.DropColumn(
                name: "Categories",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Ranks",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "BodyEn",
                table: "Broadcasts");

            migrationBuilder.DropColumn(
                name: "Ranks",
                table: "Broadcasts");

            migrationBuilder.DropColumn(
                name: "SubjectEn",
                table: "Broadcasts");
        }
    }
}
