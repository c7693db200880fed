using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Search;

/// <summary>Creates the triggers that keep <see cref="MemberTouch"/>. Runs after every migration, because rebuilding a table drops its triggers on SQLite.</summary>
internal static class MemberTouchTriggers
{
    private const int Count = 10;

    public static async Task CreateMissingAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var found = await (database.Database.IsSqlite()
            ? database.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'TouchMembers%'")
            : database.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM pg_trigger WHERE tgname LIKE 'TouchMembers%'")).ToListAsync(cancel);
        if (found.Single() < Count)
        {
            await CreateAsync(database, cancel);
        }
    }

    public static async Task CreateAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        foreach (var statement in database.Database.IsSqlite() ? Sqlite() : Postgres())
        {
            await database.Database.ExecuteSqlRawAsync(statement, cancel);
        }
    }

    private static IEnumerable<string> Sqlite()
    {
        string[] tables = ["Members", "Affiliations", "AccountMembers"];
        foreach (var table in tables)
        {
            yield return OnRow(table, "INSERT", "NEW");
            yield return OnRow(table, "UPDATE", "NEW");
            yield return OnRow(table, "DELETE", "OLD");
        }

        yield return $"""
            CREATE TRIGGER IF NOT EXISTS "TouchMembers_Accounts_UPDATE" AFTER UPDATE OF "Email", "UserName" ON "Accounts"
            WHEN OLD."Email" IS NOT NEW."Email" OR OLD."UserName" IS NOT NEW."UserName"
            BEGIN
              INSERT INTO "MemberTouches" ("MemberId", "SocietyId", "Stamp") SELECT "MemberId", "SocietyId", {NextStamp} FROM "AccountMembers" WHERE "AccountId" = NEW."Id"
              ON CONFLICT ("MemberId") DO UPDATE SET "Stamp" = excluded."Stamp";
            END
            """;

        // A member that is gone keeps its mark: the index then finds nothing to read and forgets it.
        static string OnRow(string table, string verb, string row) => $"""
            CREATE TRIGGER IF NOT EXISTS "TouchMembers_{table}_{verb}" AFTER {verb} ON "{table}"
            BEGIN
              INSERT INTO "MemberTouches" ("MemberId", "SocietyId", "Stamp") VALUES ({row}."{(table == "Members" ? "Id" : "MemberId")}", {row}."SocietyId", {NextStamp})
              ON CONFLICT ("MemberId") DO UPDATE SET "Stamp" = excluded."Stamp";
            END
            """;
    }

    private const string NextStamp = """(SELECT COALESCE(MAX("Stamp"), 0) + 1 FROM "MemberTouches")""";

    private static IEnumerable<string> Postgres()
    {
        foreach (var (table, key) in new[] { ("Members", "Id"), ("Affiliations", "MemberId"), ("AccountMembers", "MemberId") })
        {
            yield return $"""
                CREATE OR REPLACE FUNCTION "TouchMembers_{table}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  INSERT INTO "MemberTouches" ("MemberId", "SocietyId", "Stamp")
                  SELECT DISTINCT "{key}", "SocietyId", pg_current_xact_id()::text::bigint FROM touched ORDER BY 1
                  ON CONFLICT ("MemberId") DO UPDATE SET "Stamp" = excluded."Stamp";
                  RETURN NULL;
                END $$
                """;
            foreach (var (verb, rows) in new[] { ("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD") })
            {
                yield return $"""
                    CREATE OR REPLACE TRIGGER "TouchMembers_{table}_{verb}" AFTER {verb} ON "{table}"
                    REFERENCING {rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION "TouchMembers_{table}"()
                    """;
            }
        }

        yield return """
            CREATE OR REPLACE FUNCTION "TouchMembers_Accounts"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              INSERT INTO "MemberTouches" ("MemberId", "SocietyId", "Stamp")
              SELECT "MemberId", "SocietyId", pg_current_xact_id()::text::bigint FROM "AccountMembers" WHERE "AccountId" = NEW."Id" ORDER BY 1
              ON CONFLICT ("MemberId") DO UPDATE SET "Stamp" = excluded."Stamp";
              RETURN NULL;
            END $$
            """;
        yield return """
            CREATE OR REPLACE TRIGGER "TouchMembers_Accounts_UPDATE" AFTER UPDATE OF "Email", "UserName" ON "Accounts" FOR EACH ROW
            WHEN (OLD."Email" IS DISTINCT FROM NEW."Email" OR OLD."UserName" IS DISTINCT FROM NEW."UserName")
            EXECUTE FUNCTION "TouchMembers_Accounts"()
            """;
    }
}
