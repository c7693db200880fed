using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FindMembers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Waivers",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "Exemption");

            migrationBuilder.CreateTable(
                name: "MemberTouches",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    Stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberTouches", x => x.MemberId);
                    table.ForeignKey(
                        name: "FK_MemberTouches_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SavedFilters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    List = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Query = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedFilters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SavedFilters_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SavedFilters_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MemberTouches_SocietyId",
                table: "MemberTouches",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberTouches_Stamp",
                table: "MemberTouches",
                column: "Stamp");

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_AccountId",
                table: "SavedFilters",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_SocietyId_AccountId_List_Name",
                table: "SavedFilters",
                columns: new[] { "SocietyId", "AccountId", "List", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MemberTouches");

            migrationBuilder.DropTable(
                name: "SavedFilters");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Waivers");
        }
    }
}
