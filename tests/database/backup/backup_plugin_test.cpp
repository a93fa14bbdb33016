#include "database/backup/backup_plugin_test.hpp"

namespace itops::backup {
namespace {

std::string textOf(const json::value& value) {
  return value.is_string() ? std::string(std::string_view(value.as_string())) : "not a text";
}

std::vector<std::string> textsOf(const json::value& items, std::string_view member) {
  std::vector<std::string> texts;
  for (const json::value& item : items.as_array()) texts.push_back(textOf(item.at(member)));
  return texts;
}

/// Adds the query of a target to a request, as it stands: tests need no escapes.
void addQuery(test::RequestBuilder& request, std::string_view query) {
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const auto name = pair.substr(0, pair.find('='));
    request.query(std::string(name), std::string(pair.substr(name.size() + 1)));
  }
}

test::TestDatabase migrated() {
  return test::TestDatabase::migrated(
      {{"backup", std::string(ITOPS_SOURCE_DIR) + "/migrations/backup"}});
}

}  // namespace

std::vector<std::string> SentPush::warningCodes() const {
  std::vector<std::string> codes;
  for (const PushWarning& warning : warnings) codes.push_back(warning.code);
  return codes;
}

std::vector<std::string> SentPush::updated() const {
  return textsOf(answer.at("updated"), "path");
}

std::string BackupPluginTest::Answer::text(std::string_view member) const {
  return textOf(body.at(member));
}

std::string BackupPluginTest::Answer::code() const {
  return status >= 400 ? text("code") : "";
}

std::vector<std::string> BackupPluginTest::Answer::fields() const {
  if (status < 400 || !body.as_object().contains("errors")) return {};
  return textsOf(body.at("errors"), "field");
}

std::vector<std::string> BackupPluginTest::Answer::texts(std::string_view member) const {
  return textsOf(body.at("items"), member);
}

BackupPluginTest::BackupPluginTest() : database_(migrated()), kernel_(itops_plugin_descriptor) {
  kernel_.context.serve<Database>(database_);
  setClock("12:00");
}

BackupPluginTest::Answer BackupPluginTest::call(Method method, const std::string& target,
                                                const std::string& body) {
  const auto question = target.find('?');
  test::RequestBuilder request(method, target.substr(0, question));
  if (question != target.npos) addQuery(request, std::string_view(target).substr(question + 1));
  request.body(body).caller({"ann", {"*"}, PrincipalKind::kPerson});
  const Response response = kernel_.router.call(request);
  Answer answer{response.status, nullptr, response.headers};
  if (!response.body.empty()) answer.body = json::parse(response.body);
  return answer;
}

void BackupPluginTest::addToGroup(const ServiceRef& service, const std::string& group) {
  database_.script("INSERT INTO kernel.sla_groups (name, display_name) VALUES ('" + group + "', '" +
                   group + R"(') ON CONFLICT DO NOTHING;
    INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from)
    SELECT id, )" + std::to_string(service.id) +
                   ", 'push', '2026-03-01Z' FROM kernel.sla_groups WHERE name = '" + group + "'");
}

void BackupPluginTest::setNamespace(const ServiceRef& service, const std::string& name_space) {
  database_.script("UPDATE kernel.service SET namespace = '" + name_space +
                   "' WHERE id = " + std::to_string(service.id));
}

void BackupPluginTest::archive(const ServiceRef& service) {
  database_.script("UPDATE kernel.service SET archived_at = '2026-03-01Z' WHERE id = " +
                   std::to_string(service.id));
}

void BackupPluginTest::declare(const ServiceRef& service, const std::string& values) {
  const std::string id = std::to_string(service.id);
  database_.script("DELETE FROM kernel.service_declaration WHERE service_id = " + id + R"(;
    INSERT INTO kernel.service_declaration (service_id, declared_at, backup_expected,
                                            backup_expected_since, backup_max_age_days)
    VALUES ()" + id +
                   ", '2026-03-01Z', " + values + ")");
}

void BackupPluginTest::send(std::vector<SentPush*> pushes) {
  std::vector<PushItem> items;
  for (SentPush* push : pushes) {
    const Timestamp now = kernel_.clock.now();
    items.push_back({.address = push->address,
                     .report = push->report,
                     .warnings = push->warnings,
                     .observed_at = push->observed_at.empty() ? now : at(push->observed_at),
                     .received_at = now,
                     .too_old = push->too_old,
                     .service = push->service});
  }
  database_.transact([&](Transaction& transaction) { endpoint().write(transaction, items); });
  for (std::size_t i = 0; i < items.size(); ++i) {
    pushes[i]->answer = json::parse("{" + items[i].answer_members + "}").as_object();
  }
}

SentPush BackupPluginTest::report(const ServiceRef& service, Outcome outcome,
                                  const std::string& observed_at,
                                  std::optional<std::int64_t> size_bytes) {
  SentPush push = pushAbout(service, outcome);
  push.observed_at = observed_at;
  push.report.attempt.size_bytes = size_bytes;
  send({&push});
  return push;
}

SentPush BackupPluginTest::pushAbout(const ServiceRef& service, Outcome outcome) {
  SentPush push;
  push.address.path = service.path;
  push.service = service;
  push.report.attempt.outcome = outcome;
  return push;
}

SentPush BackupPluginTest::pushAboutGroup(const std::string& group, Outcome outcome) {
  SentPush push;
  push.address.kind = PushAddress::Kind::kSlaGroup;
  push.address.sla_group = group;
  push.report.attempt.outcome = outcome;
  return push;
}

SentPush BackupPluginTest::pushAboutNamespace(const std::string& name_space,
                                              const std::string& node_path, Outcome outcome) {
  SentPush push;
  push.address.kind = PushAddress::Kind::kNamespace;
  push.address.name_space = name_space;
  push.address.node_path = node_path;
  push.report.attempt.outcome = outcome;
  return push;
}

Timestamp BackupPluginTest::at(const std::string& time) {
  const std::string day = time.size() > 5 ? time.substr(0, 2) : "01";
  return *parseTimestamp("2026-03-" + day + "T" + time.substr(time.size() - 5) + ":00Z");
}

}  // namespace itops::backup
