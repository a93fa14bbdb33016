#include "database/storage/storage_plugin_test.hpp"

#include "itops/events/storage_level_changed.hpp"

namespace itops::storage {
namespace {

/// Sets the query of a target, as it stands: tests need no escapes.
void addQuery(test::RequestBuilder& request, std::string_view query) {
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const auto name = pair.substr(0, pair.find('='));
    request.query(std::string(name), std::string(pair.substr(name.size() + 1)));
  }
}

std::vector<std::string> codesOf(const std::vector<PushWarning>& warnings) {
  std::vector<std::string> codes;
  for (const PushWarning& warning : warnings) codes.push_back(warning.code);
  return codes;
}

}  // namespace

StoragePluginTest::StoragePluginTest() : kernel_(itops_plugin_descriptor) {
  kernel_.context.serve<Database>(database_.pool());
  kernel_.clock.set(*parseTimestamp("2026-03-15T12:00:00Z"));
}

std::vector<StoragePluginTest::Pushed> StoragePluginTest::pushAll(std::vector<Push> pushes) {
  PushEndpoint& endpoint = kernel_.pushes.endpoint("/api/v1/storage/report");
  const PushAddress address;
  std::vector<std::unique_ptr<PushReport>> reports;
  std::deque<std::vector<PushWarning>> warnings;
  std::vector<PushItem> items;
  for (Push& push : pushes) {
    reports.push_back(endpoint.read(push.fields));
    warnings.push_back(push.fields.warnings());
    const Timestamp now = kernel_.clock.now();
    const std::string path = database_.value("SELECT path FROM kernel.service WHERE id = " +
                                             std::to_string(push.service));
    items.push_back({.address = address,
                     .report = *reports.back(),
                     .warnings = warnings.back(),
                     .observed_at = push.observed_at == Timestamp{} ? now : push.observed_at,
                     .received_at = now,
                     .too_old = push.too_old,
                     .service = {push.service, *Uuid::parse(uuidOf(push.service)), path}});
  }
  database_.pool().transact([&](Transaction& transaction) { endpoint.write(transaction, items); });
  std::vector<Pushed> results;
  for (const PushItem& item : items) {
    results.push_back(
        {json::parse("{" + item.answer_members + "}").as_object(), codesOf(item.warnings)});
  }
  return results;
}

StoragePluginTest::Pushed StoragePluginTest::push(int service, double free_percent,
                                                  Timestamp observed_at, const std::string& mount) {
  return push({service, {{"freePercent", free_percent}, {"mountPath", mount}}, observed_at});
}

Response StoragePluginTest::getRaw(const std::string& target, const std::string& accept) {
  const auto question = target.find('?');
  auto request = test::RequestBuilder::get(target.substr(0, question));
  if (question != target.npos) addQuery(request, std::string_view(target).substr(question + 1));
  request.header("Accept", accept).caller({"ann", {"*"}, PrincipalKind::kPerson});
  return kernel_.router.call(request);
}

json::value StoragePluginTest::get(const std::string& target) {
  return json::parse(getRaw(target, "application/json").body);
}

std::vector<std::string> StoragePluginTest::list(const std::string& query,
                                                 const std::string& member) {
  std::vector<std::string> values;
  const json::value page = get("/api/v1/storage" + query);
  for (const json::value& item : page.at("items").as_array()) {
    values.push_back(json::serialize(item.at(member)));
  }
  return values;
}

json::object StoragePluginTest::item(const std::string& path) {
  const json::value page = get("/api/v1/storage?path=" + path);
  return page.at("items").as_array().empty() ? json::object{} : page.at("items").at(0).as_object();
}

int StoragePluginTest::addService(const std::string& path, const std::string& tags) {
  const auto slash = path.rfind('/');
  const std::string node = path.substr(0, slash), name = path.substr(slash + 1);
  database_.run("INSERT INTO kernel.node (path) VALUES ('" + node + R"(') ON CONFLICT DO NOTHING;
    INSERT INTO kernel.service (node_id, created_at, uuid, path, name, source, display_name, tags)
    SELECT id, '2026-03-01Z', gen_random_uuid(), ')" +
                path + "', '" + name + "', 'external', 'The " + name + "', '" + tags +
                "' FROM kernel.node WHERE path = '" + node + "'");
  return std::stoi(database_.value("SELECT id FROM kernel.service WHERE path = '" + path + "'"));
}

std::string StoragePluginTest::uuidOf(int service) {
  return database_.value("SELECT uuid FROM kernel.service WHERE id = " + std::to_string(service));
}

Timestamp StoragePluginTest::hoursAgo(double hours) const {
  return kernel_.clock.now() - std::chrono::round<std::chrono::seconds>(
                                   std::chrono::duration<double, std::ratio<3600>>(hours));
}

std::vector<std::string> StoragePluginTest::levelChanges() const {
  std::vector<std::string> changes;
  for (const StorageLevelChanged& event : kernel_.events.published<StorageLevelChanged>()) {
    changes.push_back(event.mount_path.value_or("") + " " + event.previous_level.value_or("none") +
                      " to " + event.level);
  }
  return changes;
}

}  // namespace itops::storage
