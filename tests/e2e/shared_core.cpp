#include "e2e/shared_core.hpp"

#include <memory>

#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

std::unique_ptr<CoreProcess> startedCore() {
  auto core = std::make_unique<CoreProcess>();
  core->start();
  return core;
}

/// As it is after the first start, which takes longer than all the rest.
Environment withFreshDatabase(Environment environment) {
  environment.merge(externalDatabase(
      PostgresFixture::migratedDatabase({"kernel", "backup", "gitops_status", "sla", "storage"})));
  return environment;
}

}  // namespace

CoreProcess& SharedCore::core() {
  static std::unique_ptr<CoreProcess> core = startedCore();
  return *core;
}

std::string SharedCore::node() {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  return std::string("e2e/") + test->test_suite_name() + "/" + test->name() + "/c1";
}

FreshCore::FreshCore(const Environment& environment)
    : core(withFreshDatabase(environment)), api(0, "") {
  core.start();
  api = ApiClient(core);
}

}  // namespace itops::test
