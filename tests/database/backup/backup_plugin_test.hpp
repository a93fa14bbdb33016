#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "backup_report.hpp"
#include "itops/testing/kernel.hpp"
#include "itops/testing/postgres.hpp"

namespace itops::backup {

namespace json = boost::json;

/// One push as a test sends it, and its answer.
struct SentPush {
  PushAddress address = {};
  BackupReport report = {};
  ServiceRef service = {};
  std::string observed_at = {};  ///< as in at(); now when empty
  bool too_old = false;
  std::vector<PushWarning> warnings = {};
  json::object answer = {};

  std::vector<std::string> warningCodes() const;
  /// Paths in `updated`, in order.
  std::vector<std::string> updated() const;
};

/// The whole plugin in a kernel of fakes, on a real database. It runs from start() on; its clock
/// stands at noon of 2026-03-01 until a test moves it.
class BackupPluginTest : public testing::Test {
 protected:
  struct Answer {
    int status = 0;
    json::value body;
    std::vector<std::pair<std::string, std::string>> headers;

    const json::value& operator[](std::string_view member) const { return body.at(member); }
    std::string text(std::string_view member) const;
    /// The code of a problem document; empty for any other answer.
    std::string code() const;
    /// The fields that a problem document names, in order.
    std::vector<std::string> fields() const;
    /// A member of each of `items`, which are texts.
    std::vector<std::string> texts(std::string_view member) const;
  };

  BackupPluginTest();

  /// Starts the plugin; settings come before.
  void start() { kernel_.start(); }

  Answer get(const std::string& target) { return call(Method::kGet, target); }
  Answer patch(const ServiceRef& service, const json::object& body) {
    return call(Method::kPatch, one(service), json::serialize(body));
  }
  /// A request by `ann`, who may do everything; the target may have a query.
  Answer call(Method method, const std::string& target, const std::string& body = {});
  /// The one service as the API shows it.
  Answer shown(const ServiceRef& service) { return get(one(service)); }
  static std::string one(const ServiceRef& service) {
    return "/api/v1/backup/" + service.uuid.toString();
  }

  ServiceRef addService(const std::string& path) { return database_.addService(path); }
  void addToGroup(const ServiceRef& service, const std::string& group);
  void setNamespace(const ServiceRef& service, const std::string& name_space);
  void archive(const ServiceRef& service);
  /// What Git declares, as SQL values of backup_expected, backup_expected_since and
  /// backup_max_age_days.
  void declare(const ServiceRef& service, const std::string& values);
  /// Says that backups are expected from now on.
  void expect(const ServiceRef& service) { patch(service, {{"expected", true}}); }

  PushEndpoint& endpoint() { return kernel_.pushes.endpoint("/api/v1/backup/report"); }
  /// Gives pushes to the endpoint, in one transaction as one batch.
  void send(std::vector<SentPush*> pushes);
  /// A push about one service, sent at once.
  SentPush report(const ServiceRef& service, Outcome outcome, const std::string& observed_at = {},
                  std::optional<std::int64_t> size_bytes = std::nullopt);
  static SentPush pushAbout(const ServiceRef& service, Outcome outcome);
  static SentPush pushAboutGroup(const std::string& group, Outcome outcome);
  static SentPush pushAboutNamespace(const std::string& name_space, const std::string& node_path,
                                     Outcome outcome);

  /// `HH:MM` of 2026-03-01, or `DD HH:MM` of that month, UTC.
  static Timestamp at(const std::string& time);
  void setClock(const std::string& time) { kernel_.clock.set(at(time)); }

  test::TestDatabase database_;
  test::FakeKernel kernel_;
};

}  // namespace itops::backup
