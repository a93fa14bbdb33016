#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "database/postgres_database.hpp"
#include "itops/testing/kernel.hpp"
#include "support/recording_logger.hpp"

namespace itops::gitops {

namespace json = boost::json;

/// The whole plugin in a kernel of fakes, on a real database. It stands open and runs from start()
/// on; its clock stands at kNow until a test moves it.
class GitopsStatusTest : public testing::Test {
 protected:
  static constexpr const char* kNow = "2026-04-26T12:00:00Z";

  struct Answer {
    int status = 0;
    json::value body = {};
    Response raw = {};

    const json::value& operator[](std::string_view member) const { return body.at(member); }
    std::string text(std::string_view member) const;
    /// The fields that a problem document names, in order.
    std::vector<std::string> fields() const;
    /// `group/host` of each server in a list.
    std::vector<std::string> servers() const;
  };
  using Headers = std::vector<std::pair<std::string, std::string>>;

  GitopsStatusTest();

  /// Starts the plugin; settings come before.
  void start() { kernel_->start(); }
  /// Stops it and makes another kernel for it, with settings as they were at first.
  void stop();

  /// A request by nobody; the target may have a query without escapes.
  Answer call(Method method, const std::string& target, const std::string& body = {},
              const Headers& headers = {});
  Answer get(const std::string& target, const Headers& headers = {}) {
    return call(Method::kGet, target, {}, headers);
  }
  Answer post(const std::string& target, const json::object& body, const Headers& headers = {}) {
    return call(Method::kPost, target, json::serialize(body), headers);
  }

  /// A report of a server, with the required fields and these.
  Answer pipeline(const std::string& group, const std::string& host,
                  const json::object& further = {});
  Answer cron(const std::string& group, const std::string& host, const json::object& further = {});

  void setClock(const std::string& time) { kernel_->clock.set(*parseTimestamp(time)); }

  /// The one value of `sql` as text; `null` for NULL and for no row.
  std::string value(const std::string& sql);
  void run(const std::string& sql) { pool_.runScript(sql); }

  test::RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase pool_;
  std::optional<test::FakeKernel> kernel_;
};

}  // namespace itops::gitops
