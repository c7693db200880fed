using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Directory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.AddColumn<int>(
                name: "Visible",
                table: "Affiliations",
                type: "integer",
                maxLength: 30,
                nullable: false,
                defaultValue: 0);

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

            migrationBuilder.CreateIndex(
                name: "IX_DirectorySearches_AccountId",
                table: "DirectorySearches",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_DirectorySearches_SocietyId_AccountId",
                table: "DirectorySearches",
                columns: new[] { "SocietyId", "AccountId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DirectorySearches");

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
                name: "Visible",
                table: "Affiliations");
        }
    }
}
