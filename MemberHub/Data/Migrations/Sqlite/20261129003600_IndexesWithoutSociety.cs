using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IndexesWithoutSociety : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AccountMembers_SocietyId",
                table: "AccountMembers");

            migrationBuilder.DropIndex(
                name: "IX_Affiliations_SocietyId",
                table: "Affiliations");

            migrationBuilder.DropIndex(
                name: "IX_Allocations_SocietyId",
                table: "Allocations");

            migrationBuilder.DropIndex(
                name: "IX_BillingRunLists_SocietyId",
                table: "BillingRunLists");

            migrationBuilder.DropIndex(
                name: "IX_BillingRuns_SocietyId",
                table: "BillingRuns");

            migrationBuilder.DropIndex(
                name: "IX_Credits_SocietyId",
                table: "Credits");

            migrationBuilder.DropIndex(
                name: "IX_DepositEvents_SocietyId",
                table: "DepositEvents");

            migrationBuilder.DropIndex(
                name: "IX_DistinctMembers_SocietyId",
                table: "DistinctMembers");

            migrationBuilder.DropIndex(
                name: "IX_DocumentFiles_SocietyId",
                table: "DocumentFiles");

            migrationBuilder.DropIndex(
                name: "IX_Drafts_SocietyId",
                table: "Drafts");

            migrationBuilder.DropIndex(
                name: "IX_DuesCharges_SocietyId",
                table: "DuesCharges");

            migrationBuilder.DropIndex(
                name: "IX_DuesRules_SocietyId",
                table: "DuesRules");

            migrationBuilder.DropIndex(
                name: "IX_FirstPasswords_SocietyId",
                table: "FirstPasswords");

            migrationBuilder.DropIndex(
                name: "IX_JobRuns_SocietyId",
                table: "JobRuns");

            migrationBuilder.DropIndex(
                name: "IX_LeavesOfAbsence_SocietyId",
                table: "LeavesOfAbsence");

            migrationBuilder.DropIndex(
                name: "IX_MemberChanges_SocietyId",
                table: "MemberChanges");

            migrationBuilder.DropIndex(
                name: "IX_MemberTouches_SocietyId",
                table: "MemberTouches");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_SocietyId",
                table: "OutboxMails");

            migrationBuilder.DropIndex(
                name: "IX_PaymentMonths_SocietyId",
                table: "PaymentMonths");

            migrationBuilder.DropIndex(
                name: "IX_PaymentOrderLines_SocietyId",
                table: "PaymentOrderLines");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_SocietyId",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_Reminders_SocietyId",
                table: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_StaffAssignments_SocietyId",
                table: "StaffAssignments");

            migrationBuilder.DropIndex(
                name: "IX_Waivers_SocietyId",
                table: "Waivers");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_AccountMembers_SocietyId",
                table: "AccountMembers",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Affiliations_SocietyId",
                table: "Affiliations",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Allocations_SocietyId",
                table: "Allocations",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRunLists_SocietyId",
                table: "BillingRunLists",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_SocietyId",
                table: "BillingRuns",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Credits_SocietyId",
                table: "Credits",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DepositEvents_SocietyId",
                table: "DepositEvents",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DistinctMembers_SocietyId",
                table: "DistinctMembers",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DocumentFiles_SocietyId",
                table: "DocumentFiles",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_SocietyId",
                table: "Drafts",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DuesCharges_SocietyId",
                table: "DuesCharges",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_DuesRules_SocietyId",
                table: "DuesRules",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_FirstPasswords_SocietyId",
                table: "FirstPasswords",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_SocietyId",
                table: "JobRuns",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_LeavesOfAbsence_SocietyId",
                table: "LeavesOfAbsence",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberChanges_SocietyId",
                table: "MemberChanges",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberTouches_SocietyId",
                table: "MemberTouches",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_SocietyId",
                table: "OutboxMails",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentMonths_SocietyId",
                table: "PaymentMonths",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOrderLines_SocietyId",
                table: "PaymentOrderLines",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_SocietyId",
                table: "Refunds",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_SocietyId",
                table: "Reminders",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_StaffAssignments_SocietyId",
                table: "StaffAssignments",
                column: "SocietyId");

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_SocietyId",
                table: "Waivers",
                column: "SocietyId");
        }
    }
}
