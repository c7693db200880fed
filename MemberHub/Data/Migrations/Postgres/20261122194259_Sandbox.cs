using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Sandbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SandboxPayments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    Reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Method = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    ItemName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    CustomerCode = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    ReturnUrl = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    NotifyUrl = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Store = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    VoucherNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    VoucherConfirmation = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    DeadlineUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CreatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Deposited = table.Column<long>(type: "bigint", nullable: false),
                    Received = table.Column<long>(type: "bigint", nullable: false),
                    Refunded = table.Column<long>(type: "bigint", nullable: false),
                    Card = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Charges = table.Column<int>(type: "integer", nullable: false),
                    Reports = table.Column<int>(type: "integer", nullable: false),
                    Mode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SandboxPayments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SandboxSwitches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Mode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    DelaySeconds = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SandboxSwitches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SandboxNotifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PaymentId = table.Column<long>(type: "bigint", nullable: false),
                    EffectKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Transaction = table.Column<string>(type: "character varying(28)", maxLength: 28, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Cumulative = table.Column<long>(type: "bigint", nullable: true),
                    ErrorCode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    OccurredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Delivery = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    NextAttemptUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Copies = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Deliveries = table.Column<int>(type: "integer", nullable: false),
                    LastAnswer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SandboxNotifications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SandboxNotifications_SandboxPayments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "SandboxPayments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SandboxNotifications_EffectKey",
                table: "SandboxNotifications",
                column: "EffectKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SandboxNotifications_NextAttemptUtc",
                table: "SandboxNotifications",
                column: "NextAttemptUtc",
                filter: "\"Delivery\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_SandboxNotifications_PaymentId",
                table: "SandboxNotifications",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_SandboxPayments_Code",
                table: "SandboxPayments",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SandboxPayments_DeadlineUtc",
                table: "SandboxPayments",
                column: "DeadlineUtc",
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_SandboxPayments_Reference",
                table: "SandboxPayments",
                column: "Reference",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SandboxNotifications");

            migrationBuilder.DropTable(
                name: "SandboxSwitches");

            migrationBuilder.DropTable(
                name: "SandboxPayments");
        }
    }
}
