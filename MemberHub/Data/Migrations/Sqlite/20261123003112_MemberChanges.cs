using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MemberChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DeliveryStopReason",
                table: "Members",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Leaving",
                table: "Members",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OfficeNote",
                table: "Members",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "MemberChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SocietyId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<int>(type: "INTEGER", nullable: false),
                    CategoryId = table.Column<long>(type: "INTEGER", nullable: false),
                    RankId = table.Column<long>(type: "INTEGER", nullable: true),
                    Units = table.Column<int>(type: "INTEGER", nullable: false),
                    AppliedUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MemberChanges_MemberCategories_CategoryId",
                        column: x => x.CategoryId,
                        principalTable: "MemberCategories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MemberChanges_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MemberChanges_Ranks_RankId",
                        column: x => x.RankId,
                        principalTable: "Ranks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MemberChanges_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MemberChanges_CategoryId",
                table: "MemberChanges",
                column: "CategoryId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberChanges_MemberId_From",
                table: "MemberChanges",
                columns: new[] { "MemberId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MemberChanges_RankId",
                table: "MemberChanges",
                column: "RankId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberChanges_SocietyId",
                table: "MemberChanges",
                column: "SocietyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MemberChanges");

            migrationBuilder.DropColumn(
                name: "DeliveryStopReason",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Leaving",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "OfficeNote",
                table: "Members");
        }
    }
}
