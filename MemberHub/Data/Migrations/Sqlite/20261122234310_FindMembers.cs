using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "Exemption");

            migrationBuilder.CreateTable(
                name: "MemberTouches",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    SocietyId = table.Column<long>(type: "INTEGER", nullable: false),
                    Stamp = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SocietyId = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    List = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
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
