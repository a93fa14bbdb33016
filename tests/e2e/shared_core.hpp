#pragma once

#include <gtest/gtest.h>

#include <string>

#include "e2e/api_client.hpp"

namespace itops::test {

/// Tests that share one core with its embedded PostgreSQL: started by the first of them, stopped
/// at the end of the program. Each test works below a node of its own.
class SharedCore : public testing::Test {
 protected:
  static CoreProcess& core();

  /// `e2e/<suite>/<test>/c1` and, with a name, a service of that node.
  static std::string node();
  static std::string path(const std::string& service) { return node() + "/" + service; }

  ApiClient api{core()};
};

/// Tests that begin with an empty catalog: each has a core of its own, beside a PostgreSQL that
/// they share.
class FreshCore : public testing::Test {
 protected:
  explicit FreshCore(const Environment& environment = {});

  CoreProcess core;
  ApiClient api;
};

}  // namespace itops::test
