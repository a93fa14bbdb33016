#pragma once

#include <cstdint>
#include <string>

#include "itops/database.hpp"
#include "note.hpp"

/// All SQL of the plugin.
namespace my_plugin {

void insertNote(itops::Transaction& transaction, const Note& note);

/// The newest notes of a service as a JSON array; `[]` for none.
std::string notesJson(itops::Database& database, std::int32_t service_id, int limit);

/// Deletes what was written before `limit`; returns how many notes that were.
std::int64_t deleteNotesBefore(itops::Transaction& transaction, itops::Timestamp limit);

}  // namespace my_plugin
