#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "database/ingest/catalog_database.hpp"
#include "itops/testing/kernel.hpp"
#include "support/temporary_folder.hpp"

namespace itops::sla {

namespace json = boost::json;

inline const std::string kAssignments = "/api/v1/sla/assignments";
inline const std::string kDefinitions = "/api/v1/sla/definitions";
inline constexpr const char* kStartWindow = "/api/v1/sla/exclusion-window/start";
inline constexpr const char* kStopWindow = "/api/v1/sla/exclusion-window/stop";

/// The whole plugin in a kernel of fakes, on a real database. It runs from start() on; its clock
/// stands until a test moves it.
class SlaPluginTest : public testing::Test {
 protected:
  struct Answer {
    int status = 0;
    json::value body;

    /// A member of the body.
    const json::value& operator[](std::string_view member) const { return body.at(member); }
    /// A member that is a text.
    std::string text(std::string_view member) const;
    /// The code of a problem document; empty for any other answer.
    std::string code() const;
    /// The fields that a problem document names, in order.
    std::vector<std::string> fields() const;
    /// A member of each of `items`, which are texts.
    std::vector<std::string> texts(std::string_view member) const;
  };

  SlaPluginTest();

  /// Starts the plugin; settings come before.
  void start() { kernel_.start(); }

  Answer get(const std::string& target) { return call(Method::kGet, target); }
  Answer post(const std::string& target, const json::object& body) {
    return call(Method::kPost, target, json::serialize(body));
  }
  Answer patch(const std::string& target, const json::object& body) {
    return call(Method::kPatch, target, json::serialize(body));
  }
  Answer put(const std::string& target, const json::object& body) {
    return call(Method::kPut, target, json::serialize(body));
  }
  Answer remove(const std::string& target) { return call(Method::kDelete, target); }

  /// A request by `ann`, who may do everything; the target may have a query.
  Answer call(Method method, const std::string& target, const std::string& body = {});

  /// Adds a service, with its node, and puts it into a group when one is named; its key.
  int addService(const std::string& path, const std::string& criticality = "medium",
                 const std::string& group = {});

  /// `HH:MM` or `HH:MM:SS` of 2026-03-01, UTC.
  static Timestamp at(const std::string& time_of_day);
  void setClock(const std::string& time_of_day) { kernel_.clock.set(at(time_of_day)); }

  const test::TemporaryFolder folder_;
  test::CatalogDatabase database_;
  test::FakeKernel kernel_;
};

}  // namespace itops::sla
