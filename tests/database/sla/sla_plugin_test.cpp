#include "database/sla/sla_plugin_test.hpp"

namespace itops::sla {
namespace {

std::string textOf(const json::value& value) {
  return value.is_string() ? std::string(std::string_view(value.as_string())) : "not a text";
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

}  // namespace

std::string SlaPluginTest::Answer::text(std::string_view member) const {
  return textOf(body.at(member));
}

std::string SlaPluginTest::Answer::code() const {
  return status >= 400 ? text("code") : "";
}

std::vector<std::string> SlaPluginTest::Answer::fields() const {
  std::vector<std::string> fields;
  if (status < 400 || !body.as_object().contains("errors")) return fields;
  for (const json::value& error : body.at("errors").as_array()) {
    fields.push_back(textOf(error.at("field")));
  }
  return fields;
}

std::vector<std::string> SlaPluginTest::Answer::texts(std::string_view member) const {
  std::vector<std::string> texts;
  for (const json::value& item : body.at("items").as_array()) {
    texts.push_back(textOf(item.at(member)));
  }
  return texts;
}

SlaPluginTest::SlaPluginTest() : kernel_(itops_plugin_descriptor) {
  kernel_.context.serve<Database>(database_.pool());
  kernel_.platform.data_folder = folder_.path();
  setClock("12:00");
}

SlaPluginTest::Answer SlaPluginTest::call(Method method, const std::string& target,
                                          const std::string& body) {
  const auto question = target.find('?');
  test::RequestBuilder request(method, target.substr(0, question));
  if (question != target.npos) addQuery(request, std::string_view(target).substr(question + 1));
  request.body(body).caller({"ann", {"*"}, PrincipalKind::kPerson});
  const Response response = kernel_.router.call(request);
  Answer answer{response.status, nullptr};
  if (!response.body.empty()) answer.body = json::parse(response.body);
  return answer;
}

int SlaPluginTest::addService(const std::string& path, const std::string& criticality,
                              const std::string& group) {
  const auto slash = path.rfind('/');
  const std::string node = path.substr(0, slash), name = path.substr(slash + 1);
  database_.run("INSERT INTO kernel.node (path) VALUES ('" + node + R"(') ON CONFLICT DO NOTHING;
    INSERT INTO kernel.service (node_id, created_at, uuid, path, name, source, criticality,
                                display_name)
    SELECT id, '2026-03-01Z', gen_random_uuid(), ')" +
                path + "', '" + name + "', 'external', '" + criticality + "', '" + name +
                "' FROM kernel.node WHERE path = '" + node + "'");
  const std::string id =
      database_.value("SELECT id FROM kernel.service WHERE path = '" + path + "'");
  database_.run(
      "INSERT INTO kernel.service_state (service_id, status, status_since, last_observed_at) "
      "VALUES (" +
      id + ", 1, '2026-03-01Z', '2026-03-01Z')");
  if (group.empty()) return std::stoi(id);
  database_.run("INSERT INTO kernel.sla_groups (name, display_name) VALUES ('" + group + "', '" +
                group + R"(') ON CONFLICT DO NOTHING;
    INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from)
    SELECT id, )" +
                id + ", 'push', '2026-03-01Z' FROM kernel.sla_groups WHERE name = '" + group + "'");
  return std::stoi(id);
}

Timestamp SlaPluginTest::at(const std::string& time_of_day) {
  const std::string seconds = time_of_day.size() == 5 ? ":00Z" : "Z";
  return *parseTimestamp("2026-03-01T" + time_of_day + seconds);
}

}  // namespace itops::sla
