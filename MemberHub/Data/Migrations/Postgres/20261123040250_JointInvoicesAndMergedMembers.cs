using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MemberHub.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class JointInvoicesAndMergedMembers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "JointInvoiceId",
                table: "PaymentOrders",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MergedIntoId",
                table: "Members",
                type: "bigint",
                nullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "MemberId",
                table: "IssuedDocuments",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<long>(
                name: "ReplacesId",
                table: "IssuedDocuments",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DistinctMembers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SocietyId = table.Column<long>(type: "bigint", nullable: false),
                    FirstId = table.Column<long>(type: "bigint", nullable: false),
                    SecondId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DistinctMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DistinctMembers_Members_FirstId",
                        column: x => x.FirstId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DistinctMembers_Members_SecondId",
                        column: x => x.SecondId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DistinctMembers_Societies_SocietyId",
                        column: x => x.SocietyId,
                        principalTable: "Societies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOrders_JointInvoiceId",
                table: "PaymentOrders",
                column: "JointInvoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_Members_MergedIntoId",
                table: "Members",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedDocuments_ReplacesId",
                table: "IssuedDocuments",
                column: "ReplacesId",
                unique: true,
                filter: "\"ReplacesId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DistinctMembers_FirstId_SecondId",
                table: "DistinctMembers",
                columns: new[] { "FirstId", "SecondId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DistinctMembers_SecondId",
                table: "DistinctMembers",
                column: "SecondId");

            migrationBuilder.CreateIndex(
                name: "IX_DistinctMembers_SocietyId",
                table: "DistinctMembers",
                column: "SocietyId");

            migrationBuilder.AddForeignKey(
                name: "FK_IssuedDocuments_IssuedDocuments_ReplacesId",
                table: "IssuedDocuments",
                column: "ReplacesId",
                principalTable: "IssuedDocuments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Members_Members_MergedIntoId",
                table: "Members",
                column: "MergedIntoId",
                principalTable: "Members",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_PaymentOrders_IssuedDocuments_JointInvoiceId",
                table: "PaymentOrders",
                column: "JointInvoiceId",
                principalTable: "IssuedDocuments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_IssuedDocuments_IssuedDocuments_ReplacesId",
                table: "IssuedDocuments");

            migrationBuilder.DropForeignKey(
                name: "FK_Members_Members_MergedIntoId",
                table: "Members");

            migrationBuilder.DropForeignKey(
                name: "FK_PaymentOrders_IssuedDocuments_JointInvoiceId",
                table: "PaymentOrders");

            migrationBuilder.DropTable(
                name: "DistinctMembers");

            migrationBuilder.DropIndex(
                name: "IX_PaymentOrders_JointInvoiceId",
                table: "PaymentOrders");

            migrationBuilder.DropIndex(
                name: "IX_Members_MergedIntoId",
                table: "Members");

            migrationBuilder.DropIndex(
                name: "IX_IssuedDocuments_ReplacesId",
                table: "IssuedDocuments");

            migrationBuilder.DropColumn(
                name: "JointInvoiceId",
                table: "PaymentOrders");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "ReplacesId",
                table: "IssuedDocuments");

            migrationBuilder.AlterColumn<long>(
                name: "MemberId",
                table: "IssuedDocuments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);
        }
    }
}
