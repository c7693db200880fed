using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MembersLeaveAndReadNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_DuesCharges_MemberId_FiscalYear_Item",
                table: "DuesCharges");

            migrationBuilder.AddColumn<long>(
                name: "WithdrawalNoticeId",
                table: "Waivers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Title",
                table: "DuesCharges",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "NoticesRead",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    NoticeId = table.Column<long>(type: "bigint", nullable: false),
                    ReadUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticesRead", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticesRead_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NoticesRead_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NoticesRead_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WithdrawalNotices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    LastYear = table.Column<int>(type: "integer", nullable: false),
                    LeavesOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    HandedInUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ConfirmedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ConfirmedBy = table.Column<long>(type: "bigint", nullable: true),
                    RefusedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RefusalReason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    UndoneUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WithdrawalNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WithdrawalNotices_Accounts_ConfirmedBy",
                        column: x => x.ConfirmedBy,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WithdrawalNotices_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WithdrawalNotices_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_WithdrawalNoticeId",
                table: "Waivers",
                column: "WithdrawalNoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_DuesCharges_MemberId_FiscalYear_Item_Title",
                table: "DuesCharges",
                columns: new[] { "MemberId", "FiscalYear", "Item", "Title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoticesRead_AccountId_NoticeId",
                table: "NoticesRead",
                columns: new[] { "AccountId", "NoticeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoticesRead_NoticeId",
                table: "NoticesRead",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_NoticesRead_SocietyId",
                table: "NoticesRead",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_WithdrawalNotices_ConfirmedBy",
                table: "WithdrawalNotices",
                column: "ConfirmedBy");

            migrationBuilder.CreateIndex(
                name: "IX_WithdrawalNotices_OneLivePerMember",
                table: "WithdrawalNotices",
                column: "MemberId",
                unique: true,
                filter: "\"RefusedUtc\" IS NULL AND \"UndoneUtc\" IS NULL AND \"EndedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WithdrawalNotices_SocietyId",
                table: "WithdrawalNotices",
                column: "SocietyId");

            migrationBuilder.AddForeignKey(
                name: "FK_Waivers_WithdrawalNotices_WithdrawalNoticeId",
                table: "Waivers",
                column: "WithdrawalNoticeId",
                principalTable: "WithdrawalNotices",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Waivers_WithdrawalNotices_WithdrawalNoticeId",
                table: "Waivers");

            migrationBuilder.DropTable(
                name: "NoticesRead");

            migrationBuilder.DropTable(
                name: "WithdrawalNotices");

            migrationBuilder.DropIndex(
                name: "IX_Waivers_WithdrawalNoticeId",
                table: "Waivers");

            migrationBuilder.DropIndex(
                name: "IX_DuesCharges_MemberId_FiscalYear_Item_Title",
                table: "DuesCharges");

            migrationBuilder.DropColumn(
                name: "WithdrawalNoticeId",
                table: "Waivers");

            migrationBuilder.DropColumn(
                name: "Title",
                table: "DuesCharges");

            migrationBuilder.CreateIndex(
                name: "IX_DuesCharges_MemberId_FiscalYear_Item",
                table: "DuesCharges",
                columns: new[] { "MemberId", "FiscalYear", "Item" },
                unique: true);
        }
    }
}
