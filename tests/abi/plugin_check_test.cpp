// itops-plugin-check on right, wrong and rude plugins: what it says, and that it survives them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "support/product.hpp"

namespace itops::plugin::test {
namespace {

using ::itops::test::stageFolder;
using testing::ElementsAre;
using testing::IsEmpty;

struct Result {
  int exit_code = -1;
  std::vector<std::string> lines;

  /// The lines of one verdict, such as `FAIL`, without it.
  std::vector<std::string> of(const std::string& verdict) const {
    std::vector<std::string> found;
    for (const auto& line : lines) {
      if (line.starts_with(verdict)) found.push_back(line.substr(6));
    }
    return found;
  }
};

/// Without a sanitizer's handler, which would end a crashed program in its own way.
const std::string kOwnSignals =
    "ASAN_OPTIONS=\"$ASAN_OPTIONS:handle_segv=0\" TSAN_OPTIONS=\"$TSAN_OPTIONS:handle_segv=0\" ";

Result check(const std::string& arguments, const std::string& program = ITOPS_PLUGIN_CHECK) {
  const std::string command = kOwnSignals + program + " " + arguments;
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  std::string output;
  char bytes[512];
  while (std::fgets(bytes, sizeof bytes, pipe) != nullptr) output += bytes;
  Result result;
  result.exit_code = WEXITSTATUS(::pclose(pipe));
  std::istringstream text(output);
  for (std::string line; std::getline(text, line);) result.lines.push_back(line);
  return result;
}

Result checkIn(const std::string& folder, const std::string& id, const std::string& more = {}) {
  return check("--seconds 3 " ITOPS_ABI_FOLDER "/" + folder + "/" + id + ".so " + more);
}

TEST(PluginCheck, TellsAllAboutAGoodPlugin) {
  const Result result = checkIn("good", "hello");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(
      result.lines,
      ElementsAre("ok    exports: It exports its descriptor and nothing else.",
                  "ok    libraries: It shares no library with the kernel's inside.",
                  "ok    loads: It loads within 100 ms and all symbols resolve.",
                  "ok    descriptor: Its descriptor, SDK version and build fingerprint fit this "
                  "kernel.",
                  "ok    facts: Its id, texts, interfaces, prefixes and permissions are "
                  "well-formed.",
                  "ok    settings: Its settings have a help and a default that fits.",
                  "skip  migrations: No migrations were given; name their folder with "
                  "--migrations.",
                  "ok    starts: It starts and stops with all interfaces of the kernel.",
                  "ok    starts again: A second object starts and stops after the first.",
                  "ok    threads: It leaves no thread behind.",
                  "ok    process: It leaves signals, locale, folder, mask and open files as they "
                  "were.",
                  "ok    uses: It starts without what it only uses.",
                  "ok    failed start: A start() that fails halfway leaves nothing broken.",
                  "ok    routes: Its routes lie under its prefixes, with documentation and valid "
                  "schemas.",
                  "ok    requests: No empty or random request is answered with 5xx.",
                  "ok    health: health() answers within 100 ms.",
                  "ok    jobs: Its jobs have valid schedules and run.",
                  "ok    events: Its events are named, described and have unique members.",
                  "hello.so: 17 ok, 0 warnings, 0 failed, 1 skipped"));
}

TEST(PluginCheck, FindsNothingWrongWithOurOwn) {
  const std::string stage = stageFolder();
  const Result result = check(
      stage + "/lib/itops/plugins/sla.so --migrations " + stage + "/share/itops/migrations/sla",
      stage + "/bin/itops-plugin-check");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.of("FAIL"), IsEmpty());
  EXPECT_THAT(result.of("skip"), IsEmpty());
  EXPECT_EQ(result.lines.back(), "sla.so: 19 ok, 0 warnings, 0 failed, 0 skipped");
}

TEST(PluginCheck, SkipsWhatAnotherPluginIsMissingFor) {
  const Result result = checkIn("good", "caller");
  EXPECT_EQ(result.exit_code, 0);
  ASSERT_FALSE(result.of("skip").empty());
  EXPECT_EQ(result.of("skip").back(),
            "events: It needs test.greeter/1 of another plugin, which is not served here.");
}

struct Wrong {
  const char* folder;
  const char* id;
  const char* failure;
};

class WrongPlugin : public testing::TestWithParam<Wrong> {};

TEST_P(WrongPlugin, IsFoundOut) {
  const Result result = checkIn(GetParam().folder, GetParam().id);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.of("FAIL"), ElementsAre(GetParam().failure));
}

std::string nameOf(const testing::TestParamInfo<Wrong>& info) {
  return info.param.id;
}

INSTANTIATE_TEST_SUITE_P(
    ByItsFile, WrongPlugin,
    testing::Values(Wrong{"no_symbol", "no_symbol",
                          "exports: It exports no itops_plugin_descriptor; use ITOPS_PLUGIN."},
                    Wrong{"not_a_library", "not_a_library",
                          "exports: It throws an exception: It is no 64-bit ELF library; name the "
                          ".so that itops_add_plugin() builds."},
                    Wrong{"unresolved", "unresolved",
                          "loads: It can't be loaded: undefined symbol: definedNowhere; rebuild it "
                          "with the SDK and link what it uses."},
                    Wrong{"wrong_magic", "wrong_magic",
                          "descriptor: Its descriptor begins with 0x0000CAFE instead of "
                          "0x49544F50; export it with ITOPS_PLUGIN."},
                    Wrong{"newer_sdk", "newer_sdk",
                          "descriptor: It was built with SDK 0.2, this kernel serves SDK 0.1; "
                          "rebuild the plugin with SDK 0.1 or run a kernel that serves SDK 0.2."},
                    Wrong{"misnamed", "misnamed",
                          "facts: PluginInfo.id is \"somebody_else\", but the file is named "
                          "\"misnamed.so\"; name it somebody_else.so. And 1 more."},
                    Wrong{"bad_default", "bad_default",
                          "settings: plugin \"bad_default\": setting \"retries\" has the default "
                          "\"50\", expected a whole number from 0 to 10."}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    ByItsStart, WrongPlugin,
    testing::Values(
        Wrong{"missing_offer", "missing_offer",
              "starts: It throws Error offer_missing: Plugin missing_offer lists test.promised/1 "
              "under offers but did not offer it in start(); call context.offer() or take it off "
              "the list."},
        Wrong{"undeclared_need", "undeclared_need",
              "starts: It throws Error need_undeclared: Plugin undeclared_need asks for "
              "itops.database/1 without listing it; add it to needs of its PluginInfo."},
        Wrong{"throws_in_constructor", "throws_in_constructor",
              "starts: It throws an exception: born dead"},
        Wrong{"failing_need", "throws_in_start",
              "starts: It throws an exception: the answer is not 42"},
        Wrong{"outside_prefix", "outside_prefix",
              "starts: It throws Error route_outside_prefix: Plugin outside_prefix registers GET "
              "/api/v1/services outside its path prefixes; add a prefix to path_prefixes of its "
              "PluginInfo or move the route."},
        Wrong{"undeclared_permission", "undeclared_permission",
              "starts: It throws Error permission_undeclared: Plugin undeclared_permission "
              "registers GET /api/v1/same with permission same.write without listing it; add it to "
              "permissions of its PluginInfo."}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    ByItsManners, WrongPlugin,
    testing::Values(
        Wrong{"rude", "crashes",
              "starts: It ended its process with signal 11 (Segmentation fault) during start(); "
              "run it under a debugger or a sanitizer."},
        Wrong{"rude", "exits",
              "starts: It ended its process with exit code 3 during start(); a plugin must not "
              "call exit()."},
        Wrong{"rude", "hangs",
              "health: It did not come back within 3 s during health(); look for a lock or an "
              "endless loop."},
        Wrong{"rude", "leaves_thread",
              "threads: It leaves 1 thread(s) behind after stop(); use jobs instead of threads."},
        Wrong{"rude", "leaves_handler",
              "process: After its stop() signal 10 has another handler; the kernel can't take that "
              "back, so don't change it or undo it."},
        Wrong{"rude", "needs_uses",
              "uses: It can't start without what it lists under uses: no metrics; ask with "
              "find<T>() and go on without."},
        Wrong{"rude", "twice_named",
              "events: Event rude.twice_named/1 visits same twice; rename one."},
        Wrong{"rude", "failing_job", "jobs: It throws an exception: no luck"},
        Wrong{"rude", "bad_schema",
              "routes: It throws Error route_invalid: Route GET /api/v1/rude/{id} of bad_schema "
              "can't be registered: response_schema is not JSON (incomplete JSON)."},
        Wrong{"rude", "answers_500",
              "requests: GET /api/v1/rude/-1 was answered with 500 (A request failed unexpectedly. "
              "cause=negative); check the input and throw Error(kInvalid, ...)."}),
    nameOf);

// Slow: checks a plugin twice, each time with a PostgreSQL.
TEST(PluginCheck, KeepsMigrationsInTheirSchema) {
  const Result foreign = checkIn(
      "good", "hello", "--migrations " ITOPS_SOURCE_DIR "/tests/abi/rude/foreign_migrations");
  EXPECT_EQ(foreign.exit_code, 1);
  EXPECT_THAT(foreign.of("FAIL"),
              ElementsAre("migrations: Its migrations change kernel.service outside the schema "
                          "hello; a plugin writes only its own."));
  const Result broken = checkIn(
      "good", "hello", "--migrations " ITOPS_SOURCE_DIR "/tests/abi/rude/broken_migrations");
  ASSERT_EQ(broken.of("FAIL").size(), 1u);
  EXPECT_NE(broken.of("FAIL")[0].find("0001_rude.sql failed"), std::string::npos);
}

TEST(PluginCheck, SaysHowItIsUsed) {
  EXPECT_EQ(check("2>&1").exit_code, 64);
  EXPECT_EQ(check("--nonsense x.so 2>&1").exit_code, 64);
  EXPECT_EQ(check("--help").lines.front(),
            "itops-plugin-check FILE.so [--migrations FOLDER] [--seconds N]");
}

}  // namespace
}  // namespace itops::plugin::test
