#include "note_routes.hpp"

namespace my_plugin {
namespace {

using itops::Access;
using itops::Method;
using itops::Request;

constexpr const char* kPath = "/api/v1/my_plugin/notes";
constexpr const char* kListSchema =
    R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{)"
    R"("type":"object","properties":{"id":{"type":"string","format":"uuid"},)"
    R"("text":{"type":"string"},"author":{"type":"string"},)"
    R"("createdAt":{"type":"string","format":"date-time"}}}}}})";
constexpr const char* kAddedSchema =
    R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"}}})";

}  // namespace

void registerNoteRoutes(itops::Router& router, NoteHandlers& handlers) {
  router.add({.method = Method::kGet,
              .path = kPath,
              .access = Access::permission("my_plugin.read"),
              .doc = {.summary = "The newest notes of a service",
                      .query = {{"service", "Full path of the service (required)"}},
                      .response_schema = kListSchema},
              .handler = [&handlers](const Request& request) { return handlers.list(request); }});
  router.add({.method = Method::kPost,
              .path = kPath,
              .access = Access::permission("my_plugin.write"),
              .doc = {.summary = "Add a note to a service",
                      .description = "The body is the text of the note.",
                      .query = {{"service", "Full path of the service (required)"}},
                      .response_schema = kAddedSchema,
                      .statuses = {201}},
              .handler = [&handlers](const Request& request) { return handlers.add(request); }});
}

}  // namespace my_plugin
