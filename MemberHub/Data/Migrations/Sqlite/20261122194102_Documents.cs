using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Documents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_DocumentFiles_DocumentId_Kind",
                table: "DocumentFiles");

            migrationBuilder.AlterColumn<long>(
                name: "OrderId",
                table: "IssuedDocuments",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<DateOnly>(
                name: "DueOn",
                table: "IssuedDocuments",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(DateOnly),
                oldType: "TEXT");

            migrationBuilder.AddColumn<long>(
                name: "PaymentId",
                table: "IssuedDocuments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RequestKey",
                table: "IssuedDocuments",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Ordinal",
                table: "DocumentFiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_IssuedDocuments_OneReceiptPerPayment",
                table: "IssuedDocuments",
                column: "PaymentId",
                unique: true,
                filter: "\"PaymentId\" IS NOT NULL AND \"VoidedUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedDocuments_SocietyId_RequestKey",
                table: "IssuedDocuments",
                columns: new[] { "SocietyId", "RequestKey" },
                unique: true,
                filter: "\"RequestKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DocumentFiles_DocumentId_Kind_Ordinal",
                table: "DocumentFiles",
                columns: new[] { "DocumentId", "Kind", "Ordinal" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_IssuedDocuments_Payments_PaymentId",
                table: "IssuedDocuments",
                column: "PaymentId",
                principalTable: "Payments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_IssuedDocuments_Payments_PaymentId",
                table: "IssuedDocuments");

            migrationBuilder.DropIndex(
                name: "IX_IssuedDocuments_OneReceiptPerPayment",
                table: "IssuedDocuments");

            migrationBuilder.DropIndex(
                name: "IX_IssuedDocuments_SocietyId_RequestKey",
                table: "IssuedDocuments");

            migrationBuilder.DropIndex(
                name: "IX_DocumentFiles_DocumentId_Kind_Ordinal",
                table: "DocumentFiles");

            migrationBuilder.DropColumn(
                name: "PaymentId",
                table: "IssuedDocuments");

            migrationBuilder.DropColumn(
                name: "RequestKey",
                table: "IssuedDocuments");

            migrationBuilder.DropColumn(
                name: "Ordinal",
                table: "DocumentFiles");

            migrationBuilder.AlterColumn<long>(
                name: "OrderId",
                table: "IssuedDocuments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.AlterColumn<DateOnly>(
                name: "DueOn",
                table: "IssuedDocuments",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1),
                oldClrType: typeof(DateOnly),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_DocumentFiles_DocumentId_Kind",
                table: "DocumentFiles",
                columns: new[] { "DocumentId", "Kind" },
                unique: true);
        }
    }
}
