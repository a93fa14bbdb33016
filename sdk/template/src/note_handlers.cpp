#include "note_handlers.hpp"

#include "itops/error.hpp"
#include "note_added.hpp"
#include "note_repository.hpp"
#include "note_rules.hpp"

namespace my_plugin {

using itops::Error;
using itops::ErrorKind;
using itops::Request;
using itops::Response;

namespace {

constexpr int kNotesShownMax = 100;

}  // namespace

Response NoteHandlers::list(const Request& request) {
  const auto service = serviceOf(request);
  return {.body = R"({"items":)" + notesJson(parts_.database, service.id, kNotesShownMax) + "}"};
}

Response NoteHandlers::add(const Request& request) {
  const auto service = serviceOf(request);
  const Note note{itops::Uuid::generate(), service.id, checkedText(request.body()),
                  request.principal().name, parts_.clock.now()};
  const std::string answer = R"({"id":")" + note.uuid.toString() + R"("})";
  // Note, event and audit entry exist together or not at all.
  parts_.database.transact([&](itops::Transaction& transaction) {
    insertNote(transaction, note);
    parts_.events.publish(transaction,
                          NoteAdded{note.uuid, service.path, note.author, note.created_at});
    parts_.audit.record(transaction, request,
                        {.action = "note.add",
                         .object_type = "service",
                         .object_id = service.uuid.toString(),
                         .object_name = service.path,
                         .after = answer});
  });
  parts_.notes_total.add();
  return {.status = 201, .body = answer};
}

itops::ServiceRef NoteHandlers::serviceOf(const Request& request) {
  const auto path = request.query("service");
  if (!path || path->empty()) {
    throw Error(ErrorKind::kInvalid, "service_missing", "Name the service with ?service=PATH.");
  }
  const auto service = parts_.registry.findByPath(*path);
  if (service) return *service;
  throw Error(ErrorKind::kNotFound, "service_not_found",
              "There is no service at '" + *path +
                  "'. Give its full path, as GET /api/v1/services shows it.");
}

}  // namespace my_plugin
