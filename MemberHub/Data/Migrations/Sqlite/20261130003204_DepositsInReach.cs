using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DepositsInReach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DepositId",
                table: "PaymentTasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Payer",
                table: "PaymentTasks",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentTasks_DepositId",
                table: "PaymentTasks",
                column: "DepositId");

            migrationBuilder.CreateIndex(
                name: "IX_DepositEvents_Refunds",
                table: "DepositEvents",
                columns: new[] { "SocietyId", "DepositId" },
                filter: "\"Kind\" = 'RefundRequested'");

            migrationBuilder.AddForeignKey(
                name: "FK_PaymentTasks_UnmatchedDeposits_DepositId",
                table: "PaymentTasks",
                column: "DepositId",
                principalTable: "UnmatchedDeposits",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PaymentTasks_UnmatchedDeposits_DepositId",
                table: "PaymentTasks");

            migrationBuilder.DropIndex(
                name: "IX_PaymentTasks_DepositId",
                table: "PaymentTasks");

            migrationBuilder.DropIndex(
                name: "IX_DepositEvents_Refunds",
                table: "DepositEvents");

            migrationBuilder.DropColumn(
                name: "DepositId",
                table: "PaymentTasks");

            migrationBuilder.DropColumn(
                name: "Payer",
                table: "PaymentTasks");
        }
    }
}
