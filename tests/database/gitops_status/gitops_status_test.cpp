#include "database/gitops_status/gitops_status_test.hpp"

#include <functional>

#include "support/postgres_fixture.hpp"

namespace itops::gitops {
namespace {

std::string textOf(const json::value& value) {
  return value.is_string() ? std::string(std::string_view(value.as_string())) : "not a text";
}

void addQuery(test::RequestBuilder& request, std::string_view query) {
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const auto name = pair.substr(0, pair.find('='));
    request.query(std::string(name), std::string(pair.substr(name.size() + 1)));
  }
}

json::object reportOf(const std::string& group, const std::string& host,
                      const json::object& further) {
  json::object report{{"server_group", group}, {"host", host}};
  for (const auto& member : further) report[member.key()] = member.value();
  return report;
}

}  // namespace

std::string GitopsStatusTest::Answer::text(std::string_view member) const {
  return textOf(body.at(member));
}

std::vector<std::string> GitopsStatusTest::Answer::fields() const {
  std::vector<std::string> fields;
  const auto* errors = body.as_object().if_contains("errors");
  if (errors == nullptr) return fields;
  for (const json::value& error : errors->as_array()) fields.push_back(textOf(error.at("field")));
  return fields;
}

std::vector<std::string> GitopsStatusTest::Answer::servers() const {
  std::vector<std::string> servers;
  for (const json::value& server : body.as_array()) {
    servers.push_back(textOf(server.at("server_group")) + "/" + textOf(server.at("host")));
  }
  return servers;
}

GitopsStatusTest::GitopsStatusTest()
    : pool_(test::PostgresFixture::migratedDatabase({"kernel", "gitops_status"}), logger_,
            metrics_) {
  stop();
}

void GitopsStatusTest::stop() {
  kernel_.emplace(itops_plugin_descriptor);
  kernel_->context.serve<Database>(pool_);
  kernel_->config.set("anonymous", "true");
  kernel_->config.set("status_file", "");
  setClock(kNow);
}

GitopsStatusTest::Answer GitopsStatusTest::call(Method method, const std::string& target,
                                                const std::string& body, const Headers& headers) {
  const auto question = target.find('?');
  test::RequestBuilder request(method, target.substr(0, question));
  if (question != target.npos) addQuery(request, std::string_view(target).substr(question + 1));
  for (const auto& [name, text] : headers) request.header(name, text);
  Answer answer{.raw = kernel_->router.call(request.body(body))};
  answer.status = answer.raw.status;
  if (!answer.raw.body.empty()) answer.body = json::parse(answer.raw.body);
  return answer;
}

GitopsStatusTest::Answer GitopsStatusTest::pipeline(const std::string& group,
                                                    const std::string& host,
                                                    const json::object& further) {
  json::object report = reportOf(group, host, further);
  report.emplace("status", "synced");
  return post("/status/pipeline", report);
}

GitopsStatusTest::Answer GitopsStatusTest::cron(const std::string& group, const std::string& host,
                                                const json::object& further) {
  return post("/status/cron", reportOf(group, host, further));
}

std::string GitopsStatusTest::value(const std::string& sql) {
  const std::string text = "SELECT (" + sql + ")::text AS value";
  const std::string name = "test." + std::to_string(std::hash<std::string>{}(sql));
  const Statement statement{name.c_str(), text.c_str()};
  return pool_.query(statement, {})[0].optionalText("value").value_or("null");
}

}  // namespace itops::gitops
