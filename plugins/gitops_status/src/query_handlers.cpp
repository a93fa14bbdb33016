#include "query_handlers.hpp"

#include "history_repository.hpp"
#include "itops/json/json_text.hpp"
#include "itops/query.hpp"
#include "reporting.hpp"
#include "status_json.hpp"

namespace itops::gitops {
namespace {

/// The body, or 304 for a client that has it.
Response tagged(const Request& request, const std::string& body, const std::string& tag) {
  constexpr int kNotModified = 304;
  Response response{.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}}};
  if (namesEntityTag(request.header("If-None-Match").value_or(std::string_view{}), tag)) {
    response.status = kNotModified;
  } else {
    response.body = body;
  }
  return response;
}

Response tagged(const Request& request, const std::string& body) {
  return tagged(request, body, entityTagOf(body));
}

ServerKey keyOf(const Request& request) {
  return {std::string(request.parameter("server_group")), std::string(request.parameter("host"))};
}

}  // namespace

/// What a request wants to see.
struct QueryHandlers::View {
  ServerFilter filter = {};
  bool with_ages = false;
  Timestamp now{};

  std::optional<Age> ageOf(const Server& server) const {
    if (!with_ages) return std::nullopt;
    const auto age = std::chrono::floor<std::chrono::seconds>(now - server.reported_at).count();
    return Age{std::max<std::int64_t>(age, 0), server.reported_at < filter.stale_before};
  }
};

QueryHandlers::View QueryHandlers::viewOf(const Request& request) const {
  QueryReader reader(request);
  View view{.now = clock_.now()};
  ServerFilter& filter = view.filter;
  filter.group = reader.text("server_group");
  filter.host = reader.text("host");
  filter.status = reader.word("status", {"synced", "out_of_sync", "failed", "unknown"});
  filter.server_type = reader.text("server_type");
  filter.environment = reader.text("environment");
  filter.project_name = reader.text("project_name");
  filter.repo_name = reader.text("repo_name");
  filter.is_stale = reader.flag("stale");
  filter.stale_before = view.now - stale_after_;
  view.with_ages = reader.flag("ages").value_or(false);
  reader.throwIfWrong();
  return view;
}

Response QueryHandlers::listOf(const Request& request, const View& view) {
  std::string body = "[";
  reader_.each(view.filter, [&](const Server& server) {
    if (body.back() != '[') body += ',';
    appendServer(body, server, view.ageOf(server));
  });
  return tagged(request, body + "]");
}

Response QueryHandlers::all(const Request& request) {
  const View view = viewOf(request);
  if (!view.filter.selectsAll() || view.with_ages) return listOf(request, view);
  const auto text = list_.current();
  return tagged(request, text->body, text->entity_tag);
}

Response QueryHandlers::group(const Request& request) {
  View view = viewOf(request);
  view.filter.group = std::string(request.parameter("server_group"));
  return listOf(request, view);
}

Response QueryHandlers::one(const Request& request) {
  const View view = viewOf(request);
  const ServerKey key = keyOf(request);
  const auto server = reader_.find(key);
  if (!server) throw serverNotFound(key);
  std::string body;
  appendServer(body, *server, view.ageOf(*server));
  return tagged(request, body);
}

Response QueryHandlers::exportFile(const Request& request) {
  std::string body = R"({"version":"2.0","servers":{)";
  reader_.each({}, [&](const Server& server) {
    if (body.back() != '{') body += ',';
    body +=
        boost::json::serialize(boost::json::string_view(server.key.group + "/" + server.key.host));
    body += ':';
    appendStoredServer(body, server);
  });
  Response response = tagged(request, body + "}}\n");
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"status.json\"");
  return response;
}

Response QueryHandlers::history(const Request& request) {
  QueryReader query(request);
  const int limit = query.limit();
  const auto cursor = query.cursor(kHistoryList, QueryReader::KeyType::kText);
  query.throwIfWrong();
  const ServerKey key = keyOf(request);
  const auto server = reader_.find(key);
  if (!server) throw serverNotFound(key);
  HistoryPage page;
  database_.transact([&](Transaction& transaction) {
    page = HistoryRepository(transaction).list(server->id, limit, cursor);
  });
  boost::json::array items;
  for (const HistoryEntry& entry : page.items) items.push_back(historyJson(entry));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

}  // namespace itops::gitops
