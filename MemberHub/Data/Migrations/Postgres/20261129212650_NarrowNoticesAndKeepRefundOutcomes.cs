using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
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

            migrationBuilder.AddColumn<string>(
                name: "Categories",
                table: "Notices",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Ranks",
                table: "Notices",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "BodyEn",
                table: "Broadcasts",
                type: "character varying(8000)",
                maxLength: 8000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Ranks",
                table: "Broadcasts",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SubjectEn",
                table: "Broadcasts",
                type: "character varying(150)",
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
