using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BillAYear : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "DeliveryStoppedOn",
                table: "Members",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Units",
                table: "Members",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "Total",
                table: "JobRuns",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "BillingRunId",
                table: "DuesCharges",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BillingRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    FiscalYear = table.Column<int>(type: "integer", nullable: false),
                    PayableFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    AnnounceOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    Summary = table.Column<string>(type: "text", nullable: false),
                    DraftedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DraftedBy = table.Column<long>(type: "bigint", nullable: false),
                    ReleasedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReleasedBy = table.Column<long>(type: "bigint", nullable: true),
                    StartedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StoppedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DoneUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    UndoneUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DiscardedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    MovedBy = table.Column<long>(type: "bigint", nullable: true),
                    NoticeId = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BillingRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BillingRuns_Accounts_DraftedBy",
                        column: x => x.DraftedBy,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BillingRuns_Accounts_MovedBy",
                        column: x => x.MovedBy,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BillingRuns_Accounts_ReleasedBy",
                        column: x => x.ReleasedBy,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BillingRuns_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BillingRuns_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LeavesOfAbsence",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<int>(type: "integer", nullable: false),
                    Through = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeavesOfAbsence", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LeavesOfAbsence_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LeavesOfAbsence_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentMonths",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    FiscalYear = table.Column<int>(type: "integer", nullable: false),
                    Month = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentMonths", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentMonths_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaymentMonths_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    ChargeId = table.Column<long>(type: "bigint", nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    SentBy = table.Column<long>(type: "bigint", nullable: false),
                    SentUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reminders_Accounts_SentBy",
                        column: x => x.SentBy,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reminders_DuesCharges_ChargeId",
                        column: x => x.ChargeId,
                        principalTable: "DuesCharges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reminders_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reminders_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BillingRunLists",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    RunId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BillingRunLists", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BillingRunLists_BillingRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "BillingRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BillingRunLists_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DuesCharges_BillingRunId",
                table: "DuesCharges",
                column: "BillingRunId",
                filter: "\"BillingRunId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRunLists_RunId",
                table: "BillingRunLists",
                column: "RunId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BillingRunLists_SocietyId",
                table: "BillingRunLists",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_DraftedBy",
                table: "BillingRuns",
                column: "DraftedBy");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_MovedBy",
                table: "BillingRuns",
                column: "MovedBy");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_NoticeId",
                table: "BillingRuns",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_ReleasedBy",
                table: "BillingRuns",
                column: "ReleasedBy");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_SocietyId",
                table: "BillingRuns",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_LeavesOfAbsence_MemberId_From",
                table: "LeavesOfAbsence",
                columns: new[] { "MemberId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LeavesOfAbsence_SocietyId",
                table: "LeavesOfAbsence",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentMonths_MemberId_FiscalYear",
                table: "PaymentMonths",
                columns: new[] { "MemberId", "FiscalYear" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentMonths_SocietyId",
                table: "PaymentMonths",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_ChargeId_Level",
                table: "Reminders",
                columns: new[] { "ChargeId", "Level" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_MemberId",
                table: "Reminders",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_SentBy",
                table: "Reminders",
                column: "SentBy");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_SocietyId",
                table: "Reminders",
                column: "SocietyId");

            migrationBuilder.AddForeignKey(
                name: "FK_DuesCharges_BillingRuns_BillingRunId",
                table: "DuesCharges",
                column: "BillingRunId",
                principalTable: "BillingRuns",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_DuesCharges_BillingRuns_BillingRunId",
                table: "DuesCharges");

            migrationBuilder.DropTable(
                name: "BillingRunLists");

            migrationBuilder.DropTable(
                name: "LeavesOfAbsence");

            migrationBuilder.DropTable(
                name: "PaymentMonths");

            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropTable(
                name: "BillingRuns");

            migrationBuilder.DropIndex(
                name: "IX_DuesCharges_BillingRunId",
                table: "DuesCharges");

            migrationBuilder.DropColumn(
                name: "DeliveryStoppedOn",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Units",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Total",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "BillingRunId",
                table: "DuesCharges");
        }
    }
}
