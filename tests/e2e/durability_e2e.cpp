// kill -9 of core while clients push: what was acknowledged is there after the restart.

#include <gmock/gmock.h>

#include <algorithm>
#include <iterator>

#include "e2e/push_load.hpp"

namespace itops::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr int kClients = 10;

/// Pushes until some thousand are acknowledged and then ends core without a warning.
std::unique_ptr<PushLoad> pushUntilKilled(CoreProcess& core) {
  auto load = std::make_unique<PushLoad>(core, kNode, kClients);
  EXPECT_TRUE(load->awaitAcknowledged(2'000));
  core.kill9();
  load->stop();
  return load;
}

// Slow: kills core under load and starts it again, twice.
TEST(KillOfCore, LosesNoAcknowledgedPush) {
  CoreProcess core;
  core.start();
  for (int round = 0; round < 2; ++round) {
    const auto load = pushUntilKilled(core);
    EXPECT_THAT(load->improper(), IsEmpty());
    core.start();
    EXPECT_THAT(missingOf(ApiClient(core), load->acknowledged()), IsEmpty());
  }
  EXPECT_EQ(core.terminate(), 0);
}

// A client that got no answer can't know; with a key it may just send again.
// Slow: kills core under load and starts it again.
TEST(KillOfCore, LeavesKeyedPushesToBeRepeatedSafely) {
  CoreProcess core;
  core.start();
  const auto load = pushUntilKilled(core);
  core.start();
  const ApiClient api(core);
  std::vector<SentPush> keyed;
  for (const SentPush& push : load->unanswered()) {
    if (push.keyed) keyed.push_back(push);
  }
  const auto& answered = load->acknowledged();
  std::copy_if(answered.end() - 200, answered.end(), std::back_inserter(keyed),
               [](const SentPush& push) { return push.keyed; });
  for (const SentPush& push : keyed) EXPECT_LT(api.push(push.body).status, 300);
  const auto stored = storedSnapshots(api, keyed);
  for (const SentPush& push : keyed) EXPECT_EQ(stored.at({push.path, push.observed_at}), 1);
}

TEST(KillOfCore, KeepsServicesHistoryAndKeyOfThatDataFolder) {
  CoreProcess core;
  core.start();
  const std::string key = core.key();
  const std::string path = std::string(kNode) + "/api";
  const Answer push = ApiClient(core).push({{"path", path}, {"status", "DOWN"}});
  core.kill9();
  const auto begin = std::chrono::steady_clock::now();
  core.start();
  const auto time = std::chrono::steady_clock::now() - begin;
  RecordProperty("restart_ms", static_cast<int>(time / std::chrono::milliseconds(1)));
  std::cout << "ready after " << time / std::chrono::milliseconds(1) << " ms\n";
  EXPECT_EQ(core.key(), key);
  const ApiClient api(core);
  EXPECT_EQ(api.service(path).at("id"), push["id"]);
  EXPECT_EQ(api.service(path).at("status"), json::value("DOWN"));
  EXPECT_THAT(api.events(path), SizeIs(1));
}

// The data folder belongs to one process at a time.
// Slow: starts the embedded PostgreSQL.
TEST(DataFolder, OfARunningCoreIsRefusedToASecondOne) {
  CoreProcess first;
  first.start();
  CoreProcess second(Environment{{"ITOPS_DATA_DIR", first.dataFolder().string()}});
  second.launch();
  EXPECT_FALSE(second.waitReady(std::chrono::seconds(20)));
  EXPECT_EQ(second.waitForExit(std::chrono::seconds(20)), 1);
  EXPECT_THAT(second.output(), testing::HasSubstr(first.dataFolder().string()));
  EXPECT_EQ(ApiClient(first).push(std::string(kNode) + "/api", "DOWN").status, 201);
}

}  // namespace
}  // namespace itops::test
