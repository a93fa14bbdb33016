#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <deque>
#include <string>
#include <vector>

#include "database/ingest/catalog_database.hpp"
#include "itops/testing/kernel.hpp"

namespace itops::storage {

namespace json = boost::json;

/// The whole plugin in a kernel of fakes, on a real database. It runs from start() on; its clock
/// stands at 2026-03-15 12:00 UTC until a test moves it.
class StoragePluginTest : public testing::Test {
 protected:
  /// What a test pushes.
  struct Push {
    int service = 0;
    test::FakePushFields fields;
    Timestamp observed_at = {};  ///< the clock's time when left out
    bool too_old = false;
  };

  /// What came of it.
  struct Pushed {
    json::object answer;
    std::vector<std::string> warnings;  ///< codes
  };

  StoragePluginTest();

  /// Starts the plugin; settings come before.
  void start() { kernel_.start(); }

  /// Writes all of them as one batch.
  std::vector<Pushed> pushAll(std::vector<Push> pushes);
  Pushed push(Push push) { return pushAll({std::move(push)}).front(); }
  /// A push of a percentage for one mount.
  Pushed push(int service, double free_percent, Timestamp observed_at = {},
              const std::string& mount = {});

  /// A GET by `ann`, who may do everything; its body is JSON.
  json::value get(const std::string& target);
  Response getRaw(const std::string& target, const std::string& accept);
  /// A member of each of the list's items, as JSON text.
  std::vector<std::string> list(const std::string& query, const std::string& member);
  /// The one item of the list with that path.
  json::object item(const std::string& path);

  /// Adds a service, with its node; its key.
  int addService(const std::string& path, const std::string& tags = "{storage}");
  std::string uuidOf(int service);

  /// Hours before the clock's time.
  Timestamp hoursAgo(double hours) const;

  /// `path level previous` of each event.
  std::vector<std::string> levelChanges() const;

  test::CatalogDatabase database_{{"kernel", "storage"}};
  test::FakeKernel kernel_;
};

}  // namespace itops::storage
