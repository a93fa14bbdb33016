#include "note_repository.hpp"

namespace my_plugin {
namespace {

using itops::Statement;

constexpr Statement kInsertNote{"my_plugin.insert_note", R"(
INSERT INTO my_plugin.note (uuid, service_id, text, author, created_at)
VALUES ($1, $2, $3, $4, $5))"};

constexpr Statement kNotesJson{"my_plugin.notes_json", R"(
SELECT coalesce(json_agg(json_build_object('id', n.uuid, 'text', n.text, 'author', n.author,
  'createdAt', to_char(n.created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))), '[]')::text AS notes
FROM (SELECT uuid, text, author, created_at FROM my_plugin.note
      WHERE service_id = $1 ORDER BY created_at DESC LIMIT $2) AS n)"};

constexpr Statement kDeleteNotes{"my_plugin.delete_notes", R"(
DELETE FROM my_plugin.note WHERE created_at < $1)"};

}  // namespace

void insertNote(itops::Transaction& transaction, const Note& note) {
  transaction.run(kInsertNote, note.uuid, note.service_id, note.text, note.author, note.created_at);
}

std::string notesJson(itops::Database& database, std::int32_t service_id, int limit) {
  return std::string(database.run(kNotesJson, service_id, limit)[0].text("notes"));
}

std::int64_t deleteNotesBefore(itops::Transaction& transaction, itops::Timestamp limit) {
  return transaction.run(kDeleteNotes, limit).affectedCount();
}

}  // namespace my_plugin
