using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Deposits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DepositId",
                table: "Waivers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReversedUtc",
                table: "Waivers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DepositId",
                table: "Payments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReversedUtc",
                table: "Payments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DepositFiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Source = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    ImportedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Accounts = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Lines = table.Column<int>(type: "integer", nullable: false),
                    Added = table.Column<int>(type: "integer", nullable: false),
                    Known = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DepositFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DepositFiles_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DepositFiles_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UnmatchedDeposits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "character varying(220)", maxLength: 220, nullable: false),
                    Source = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Method = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Payer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    PayerCode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Message = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Origin = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    FileId = table.Column<long>(type: "bigint", nullable: true),
                    Row = table.Column<int>(type: "integer", nullable: true),
                    ParentId = table.Column<long>(type: "bigint", nullable: true),
                    ClosedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnmatchedDeposits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UnmatchedDeposits_DepositFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "DepositFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnmatchedDeposits_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnmatchedDeposits_UnmatchedDeposits_ParentId",
                        column: x => x.ParentId,
                        principalTable: "UnmatchedDeposits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DepositEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    DepositId = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    OccurredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    Detail = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DepositEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DepositEvents_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DepositEvents_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DepositEvents_UnmatchedDeposits_DepositId",
                        column: x => x.DepositId,
                        principalTable: "UnmatchedDeposits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PayerAliases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    Payer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    DepositId = table.Column<long>(type: "bigint", nullable: false),
                    LearnedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayerAliases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PayerAliases_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PayerAliases_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PayerAliases_UnmatchedDeposits_DepositId",
                        column: x => x.DepositId,
                        principalTable: "UnmatchedDeposits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_DepositId",
                table: "Waivers",
                column: "DepositId");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_DepositId",
                table: "Payments",
                column: "DepositId");

            migrationBuilder.CreateIndex(
                name: "IX_DepositEvents_AccountId",
                table: "DepositEvents",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_DepositEvents_DepositId_Sequence",
                table: "DepositEvents",
                columns: new[] { "DepositId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DepositEvents_SocietyId",
                table: "DepositEvents",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DepositFiles_AccountId",
                table: "DepositFiles",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_DepositFiles_SocietyId_Sha256",
                table: "DepositFiles",
                columns: new[] { "SocietyId", "Sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PayerAliases_DepositId",
                table: "PayerAliases",
                column: "DepositId");

            migrationBuilder.CreateIndex(
                name: "IX_PayerAliases_MemberId",
                table: "PayerAliases",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_PayerAliases_SocietyId_Payer_MemberId",
                table: "PayerAliases",
                columns: new[] { "SocietyId", "Payer", "MemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UnmatchedDeposits_FileId",
                table: "UnmatchedDeposits",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_UnmatchedDeposits_Open",
                table: "UnmatchedDeposits",
                columns: new[] { "SocietyId", "ReceivedOn" },
                filter: "\"ClosedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_UnmatchedDeposits_ParentId",
                table: "UnmatchedDeposits",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_UnmatchedDeposits_SocietyId_Key",
                table: "UnmatchedDeposits",
                columns: new[] { "SocietyId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UnmatchedDeposits_SocietyId_ReceivedOn_Amount",
                table: "UnmatchedDeposits",
                columns: new[] { "SocietyId", "ReceivedOn", "Amount" });

            migrationBuilder.AddForeignKey(
                name: "FK_Payments_UnmatchedDeposits_DepositId",
                table: "Payments",
                column: "DepositId",
                principalTable: "UnmatchedDeposits",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Waivers_UnmatchedDeposits_DepositId",
                table: "Waivers",
                column: "DepositId",
                principalTable: "UnmatchedDeposits",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Payments_UnmatchedDeposits_DepositId",
                table: "Payments");

            migrationBuilder.DropForeignKey(
                name: "FK_Waivers_UnmatchedDeposits_DepositId",
                table: "Waivers");

            migrationBuilder.DropTable(
                name: "DepositEvents");

            migrationBuilder.DropTable(
                name: "PayerAliases");

            migrationBuilder.DropTable(
                name: "UnmatchedDeposits");

            migrationBuilder.DropTable(
                name: "DepositFiles");

            migrationBuilder.DropIndex(
                name: "IX_Waivers_DepositId",
                table: "Waivers");

            migrationBuilder.DropIndex(
                name: "IX_Payments_DepositId",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "DepositId",
                table: "Waivers");

            migrationBuilder.DropColumn(
                name: "ReversedUtc",
                table: "Waivers");

            migrationBuilder.DropColumn(
                name: "DepositId",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "ReversedUtc",
                table: "Payments");
        }
    }
}
