using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Paying : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Payments_SocietyId",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_PaymentEvents_SocietyId",
                table: "PaymentEvents");

            migrationBuilder.DropIndex(
                name: "IX_Credits_PaymentId",
                table: "Credits");

            migrationBuilder.DropIndex(
                name: "IX_Allocations_PaymentId_ChargeId",
                table: "Allocations");

            migrationBuilder.AddColumn<string>(
                name: "EffectKey",
                table: "Payments",
                type: "TEXT",
                maxLength: 220,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OrderId",
                table: "Payments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Transaction",
                table: "Payments",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "DeadlineUtc",
                table: "PaymentOrders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Details",
                table: "PaymentOrders",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "Gateway",
                table: "PaymentOrders",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Inquiries",
                table: "PaymentOrders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "NextInquiryUtc",
                table: "PaymentOrders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reference",
                table: "PaymentOrders",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Transaction",
                table: "PaymentOrders",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "EffectKey",
                table: "PaymentEvents",
                type: "TEXT",
                maxLength: 220,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedUtc",
                table: "Credits",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReversedUtc",
                table: "Allocations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "GatewayMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Gateway = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Signature = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EventId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    NextAttemptUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GatewayMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SocietyId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    PaymentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RequestedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Transaction = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Refunds_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Refunds_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Refunds_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentTasks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SocietyId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: true),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: true),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentTasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentTasks_GatewayMessages_MessageId",
                        column: x => x.MessageId,
                        principalTable: "GatewayMessages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaymentTasks_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaymentTasks_PaymentOrders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "PaymentOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaymentTasks_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            // Orders that were made before references came get one, so that the unique index below holds.
            migrationBuilder.Sql("""UPDATE "PaymentOrders" SET "Reference" = substr(hex(randomblob(10)), 1, 20)""");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_OrderId",
                table: "Payments",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_SocietyId_EffectKey",
                table: "Payments",
                columns: new[] { "SocietyId", "EffectKey" },
                unique: true,
                filter: "\"EffectKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOrders_NextInquiryUtc",
                table: "PaymentOrders",
                column: "NextInquiryUtc",
                filter: "\"NextInquiryUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOrders_Reference",
                table: "PaymentOrders",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentEvents_SocietyId_EffectKey",
                table: "PaymentEvents",
                columns: new[] { "SocietyId", "EffectKey" },
                unique: true,
                filter: "\"EffectKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Credits_PaymentId",
                table: "Credits",
                column: "PaymentId",
                unique: true,
                filter: "\"EndedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Allocations_PaymentId_ChargeId",
                table: "Allocations",
                columns: new[] { "PaymentId", "ChargeId" },
                unique: true,
                filter: "\"ReversedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GatewayMessages_NextAttemptUtc",
                table: "GatewayMessages",
                column: "NextAttemptUtc",
                filter: "\"Outcome\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentTasks_MemberId",
                table: "PaymentTasks",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentTasks_MessageId",
                table: "PaymentTasks",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentTasks_OrderId",
                table: "PaymentTasks",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentTasks_SocietyId_Key",
                table: "PaymentTasks",
                columns: new[] { "SocietyId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_MemberId",
                table: "Refunds",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_PaymentId",
                table: "Refunds",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_SocietyId",
                table: "Refunds",
                column: "SocietyId");

            migrationBuilder.AddForeignKey(
                name: "FK_Payments_PaymentOrders_OrderId",
                table: "Payments",
                column: "OrderId",
                principalTable: "PaymentOrders",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Payments_PaymentOrders_OrderId",
                table: "Payments");

            migrationBuilder.DropTable(
                name: "PaymentTasks");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropTable(
                name: "GatewayMessages");

            migrationBuilder.DropIndex(
                name: "IX_Payments_OrderId",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_SocietyId_EffectKey",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_PaymentOrders_NextInquiryUtc",
                table: "PaymentOrders");

            migrationBuilder.DropIndex(
                name: "IX_PaymentOrders_Reference",
                table: "PaymentOrders");

            migrationBuilder.DropIndex(
                name: "IX_PaymentEvents_SocietyId_EffectKey",
                table: "PaymentEvents");

            migrationBuilder.DropIndex(
                name: "IX_Credits_PaymentId",
                table: "Credits");

            migrationBuilder.DropIndex(
                name: "IX_Allocations_PaymentId_ChargeId",
                table: "Allocations");

            migrationBuilder.DropColumn(
                name: "EffectKey",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "OrderId",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "Transaction",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "DeadlineUtc",
                table: "PaymentOrders");

            migrationBuilder.DropColumn(
                name: "Details",
                table: "PaymentOrders");

            migrationBuilder.DropColumn(
                name: "Gateway",
                table: "PaymentOrders");

            migrationBuilder.DropColumn(
                name: "Inquiries",
                table: "PaymentOrders");

            migrationBuilder.DropColumn(
                name: "NextInquiryUtc",
                table: "PaymentOrders");

            migrationBuilder.DropColumn(
                name: "Reference",
                table: "PaymentOrders");

            migrationBuilder.DropColumn(
                name: "Transaction",
                table: "PaymentOrders");

            migrationBuilder.DropColumn(
                name: "EffectKey",
                table: "PaymentEvents");

            migrationBuilder.DropColumn(
                name: "EndedUtc",
                table: "Credits");

            migrationBuilder.DropColumn(
                name: "ReversedUtc",
                table: "Allocations");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_SocietyId",
                table: "Payments",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentEvents_SocietyId",
                table: "PaymentEvents",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Credits_PaymentId",
                table: "Credits",
                column: "PaymentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Allocations_PaymentId_ChargeId",
                table: "Allocations",
                columns: new[] { "PaymentId", "ChargeId" },
                unique: true);
        }
    }
}
