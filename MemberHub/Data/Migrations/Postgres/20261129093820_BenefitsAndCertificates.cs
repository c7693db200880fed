using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BenefitsAndCertificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "EndedUtc",
                table: "Ranks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Ranks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedUtc",
                table: "MemberCategories",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "MemberCategories",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Benefits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    TitleJa = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    TitleEn = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    CautionJa = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    CautionEn = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    SealedCredentials = table.Column<string>(type: "text", nullable: false),
                    Rule = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    UntilMonth = table.Column<int>(type: "integer", nullable: false),
                    UntilDay = table.Column<int>(type: "integer", nullable: false),
                    OpenOnLeave = table.Column<bool>(type: "boolean", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Benefits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Benefits_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MembershipCertificates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    FiscalYear = table.Column<int>(type: "integer", nullable: false),
                    ValidThrough = table.Column<DateOnly>(type: "date", nullable: false),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SealedToken = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    IssuedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RevokedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MembershipCertificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MembershipCertificates_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MembershipCertificates_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BenefitViews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    BenefitId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    ViewedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BenefitViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BenefitViews_Benefits_BenefitId",
                        column: x => x.BenefitId,
                        principalTable: "Benefits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BenefitViews_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BenefitViews_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Benefits_SocietyId_Ordinal",
                table: "Benefits",
                columns: new[] { "SocietyId", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_BenefitViews_BenefitId_ViewedUtc",
                table: "BenefitViews",
                columns: new[] { "BenefitId", "ViewedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_BenefitViews_MemberId",
                table: "BenefitViews",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_BenefitViews_SocietyId",
                table: "BenefitViews",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_MembershipCertificates_MemberId_FiscalYear",
                table: "MembershipCertificates",
                columns: new[] { "MemberId", "FiscalYear" },
                unique: true,
                filter: "\"RevokedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MembershipCertificates_SocietyId",
                table: "MembershipCertificates",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_MembershipCertificates_TokenHash",
                table: "MembershipCertificates",
                column: "TokenHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BenefitViews");

            migrationBuilder.DropTable(
                name: "MembershipCertificates");

            migrationBuilder.DropTable(
                name: "Benefits");

            migrationBuilder.DropColumn(
                name: "EndedUtc",
                table: "Ranks");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Ranks");

            migrationBuilder.DropColumn(
                name: "EndedUtc",
                table: "MemberCategories");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "MemberCategories");
        }
    }
}
