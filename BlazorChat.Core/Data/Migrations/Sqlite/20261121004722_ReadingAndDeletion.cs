using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorChat.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReadingAndDeletion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "answered_at",
                table: "sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "seen_at",
                table: "sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_deleted",
                table: "messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "answered_at",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "seen_at",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "is_deleted",
                table: "messages");
        }
    }
}
