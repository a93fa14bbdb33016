#include "tidy/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tidy/code.hpp"
#include "tidy/functions.hpp"

namespace itops::tidy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Paths of the findings, in their order.
std::vector<std::string> placesOf(const Findings& findings) {
  std::vector<std::string> places;
  for (const auto& finding : findings) places.push_back(finding.path);
  return places;
}

Tree modules() {
  return {{"kernel/src/time/CMakeLists.txt", "itops_kernel_module(time SOURCES a.cpp)"},
          {"kernel/src/http/CMakeLists.txt",
           "itops_kernel_module(http SOURCES a.cpp\n"
           "  LINK itops_time Boost::json)"},
          {"kernel/src/app/CMakeLists.txt",
           "itops_kernel_module(app SOURCES a.cpp\n"
           "  LINK\n    itops_http)"}};
}

std::string linesOfCode(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "  step();\n";
  return text;
}

TEST(TidyIncludes, FollowTheLinkLines) {
  Tree tree = modules();
  tree["kernel/src/app/a.cpp"] = "#include \"time/clock.hpp\"\n#include \"itops/clock.hpp\"\n";
  EXPECT_THAT(checkIncludes(tree), IsEmpty());
  tree["kernel/src/time/a.cpp"] = "#include \"http/server.hpp\"\n";
  EXPECT_THAT(placesOf(checkIncludes(tree)), ElementsAre("kernel/src/time/a.cpp"));
}

TEST(TidyIncludes, KeepPluginsAndSdkAwayFromTheKernel) {
  Tree tree = modules();
  tree["plugins/sla/src/a.cpp"] = "#include \"http/server.hpp\"\n";
  tree["plugins/sla/src/b.cpp"] = "#include \"itops/plugin.hpp\"\n#include \"own.hpp\"\n";
  tree["plugins/sla/src/c.cpp"] = "#include \"../../other/src/own.hpp\"\n";
  tree["sdk/src/a.cpp"] = "#include \"time/clock.hpp\"\n";
  EXPECT_THAT(placesOf(checkIncludes(tree)),
              ElementsAre("plugins/sla/src/a.cpp", "plugins/sla/src/c.cpp", "sdk/src/a.cpp"));
}

TEST(TidySdkIncludes, AreOfTheStandardLibrary) {
  const Tree tree{{"sdk/include/itops/a.hpp", "#include <string>\n#include \"itops/b.hpp\"\n"},
                  {"sdk/include/itops/b.hpp", "#include <boost/json.hpp>\n"},
                  {"sdk/include/itops/c.hpp", "#include <unistd.h>\n"},
                  {"sdk/include/itops/d.hpp", "#include \"http/server.hpp\"\n"}};
  EXPECT_THAT(
      placesOf(checkSdkIncludes(tree)),
      ElementsAre("sdk/include/itops/b.hpp", "sdk/include/itops/c.hpp", "sdk/include/itops/d.hpp"));
}

TEST(TidyLibraries, StandInTheModulesThatOwnThem) {
  const Tree tree{{"kernel/src/config/a.cpp", "#include <yaml-cpp/parser.h>\n"},
                  {"kernel/src/http/a.cpp", "#include <boost/json.hpp>\n"},
                  {"kernel/src/http/b.cpp", "#include <libpq-fe.h>\n"},
                  {"kernel/src/ingest/a.cpp", "#include <boost/container/vector.hpp>\n"},
                  {"plugins/sla/src/a.cpp", "#include <Poco/Data/Session.h>\n"}};
  EXPECT_THAT(
      placesOf(checkLibraries(tree)),
      ElementsAre("kernel/src/http/b.cpp", "kernel/src/ingest/a.cpp", "plugins/sla/src/a.cpp"));
}

TEST(TidyFileSizes, WantAReasonOver300AndEndAt500) {
  const Tree tree{{"a.cpp", linesOfCode(300)},
                  {"b.cpp", linesOfCode(301)},
                  {"c.cpp", "// Long: one table.\n" + linesOfCode(400)},
                  {"d.cpp", "// Long: one table.\n" + linesOfCode(500)}};
  EXPECT_THAT(placesOf(checkFileSizes(tree)), ElementsAre("b.cpp", "d.cpp"));
}

TEST(TidyFunctionSizes, WantAReasonOver40AndEndAt70) {
  const auto function = [](int lines) { return "void f() {\n" + linesOfCode(lines - 2) + "}\n"; };
  const Tree tree{{"a.cpp", function(40)},
                  {"b.cpp", function(41)},
                  {"c.cpp", "// Long: a list.\n" + function(70)},
                  {"d.cpp", "// Long: a list.\n" + function(71)}};
  EXPECT_THAT(placesOf(checkFunctionSizes(tree)), ElementsAre("b.cpp", "d.cpp"));
}

TEST(TidySql, StandsInRepositories) {
  const Tree tree{
      {"kernel/src/a/b.cpp", "const char* kSql = R\"(\nDELETE FROM kernel.service)\";\n"},
      {"kernel/src/a/c_repository.cpp", "const char* kSql = \"SELECT 1\";\n"},
      {"kernel/src/a/d.cpp", "// SELECT a service\nlog(\"Select one; an UPDATE is needed.\");\n"},
      {"plugins/b/src/e.cpp", "const char* kSql = \"UPDATE sla.budget SET a = $1\";\n"}};
  EXPECT_THAT(placesOf(checkSql(tree)), ElementsAre("kernel/src/a/b.cpp", "plugins/b/src/e.cpp"));
}

TEST(TidyFiles, AreBuiltOrIncluded) {
  const Tree tree{{"kernel/src/a/CMakeLists.txt", "SOURCES used.cpp"},
                  {"kernel/src/a/used.cpp", "#include \"a/used.hpp\"\n"},
                  {"kernel/src/a/used.hpp", ""},
                  {"kernel/src/a/unused.cpp", ""},
                  {"kernel/src/a/unused.hpp", ""},
                  {"sdk/include/itops/for_others.hpp", ""},
                  {"tests/CMakeLists.txt", "foreach(name IN ITEMS wrong_one)"},
                  {"tests/abi/wrong_one.cpp", ""}};
  EXPECT_THAT(placesOf(checkDeadFiles(tree)),
              ElementsAre("kernel/src/a/unused.cpp", "kernel/src/a/unused.hpp"));
}

TEST(TidyLeftovers, AreFoundAsWords) {
  const Tree tree{{"a.cpp", std::string("// TO") + "DO: later\n"},
                  {"b.cmake", std::string("# FIX") + "ME\n"},
                  {"c.cpp", std::string("kTO") + "DOS\n"}};
  EXPECT_THAT(placesOf(checkLeftovers(tree)), ElementsAre("a.cpp", "b.cmake"));
}

TEST(TidyMigrations, StayAsTheyLanded) {
  // The checksum of the empty text.
  const std::string sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ";
  const Tree tree{{"migrations/a/0001_kept.sql", ""},
                  {"migrations/a/0002_changed.sql", "SELECT 1;"},
                  {"migrations/a/0003_new.sql", ""},
                  {"tests/tidy/migrations.sha256", sum + "migrations/a/0001_kept.sql\n" + sum +
                                                       "migrations/a/0002_changed.sql\n" + sum +
                                                       "migrations/a/0004_gone.sql\n"}};
  const auto findings = checkMigrations(tree);
  EXPECT_THAT(placesOf(findings),
              ElementsAre("migrations/a/0002_changed.sql", "migrations/a/0003_new.sql",
                          "migrations/a/0004_gone.sql"));
  EXPECT_THAT(findings[0].message, HasSubstr("write a new one"));
}

TEST(TidyKnownFindings, AreForgivenUntilTheyAreMended) {
  const Findings findings{{"file-size", "a.cpp", "600 lines"}, {"sql", "a.cpp", "line 1"}};
  EXPECT_THAT(placesOf(withoutKnown(findings, "# old\nfile-size a.cpp\n")), ElementsAre("a.cpp"));
  EXPECT_THAT(withoutKnown(findings, "file-size a.cpp\nsql a.cpp\n"), IsEmpty());
  EXPECT_THAT(placesOf(withoutKnown({}, "sql a.cpp\n")), ElementsAre("tests/tidy/known.txt"));
}

TEST(TidyFunctions, AreFoundWhateverTheirHeadLooksLike) {
  constexpr std::string_view kText = R"(
namespace a {
constexpr int kTable[] = {1, 2};
struct B final : C {
  B() : x_{1}, y_(2) {
    f();
  }
  int get() const { return x_; }
  auto made() -> int {
    return 1;
  }
  int x_{0};
};
template <class T>
void g(T t) noexcept {
  const auto h = [&](int i) { return "}" + '{' + i; };  // }
}
INSTANTIATE_TEST_SUITE_P(Rules, Table, testing::Values(Case{"a", {}}), [](auto& t) { return t; });
}  // namespace a
)";
  std::vector<std::string> found;
  for (const auto& function : functionsOf(takeApart(kText).code)) {
    found.push_back(std::to_string(function.first_line) + "-" + std::to_string(function.last_line));
  }
  EXPECT_THAT(found, ElementsAre("5-7", "8-8", "9-11", "15-17"));
}

TEST(TidyCode, KnowsLiteralsAndComments) {
  const auto parts = takeApart("a(\"x\\\"{\", '\\'', 1'000); // {\nR\"q({\")q\" /* } */ b");
  EXPECT_EQ(parts.code.find('{'), std::string::npos);
  EXPECT_EQ(parts.code.find('}'), std::string::npos);
  EXPECT_NE(parts.code.find("1'000"), std::string::npos);
  EXPECT_THAT(parts.strings, HasSubstr("x\\\"{"));
  EXPECT_THAT(parts.strings, HasSubstr("{\""));
  EXPECT_EQ(parts.code.back(), 'b');
}

TEST(TidyUnityNames, AreFoundTwiceInAPluginAModuleOrAFolder) {
  const std::string two = "namespace itops {\nnamespace {\nconstexpr int kLimit = 2;\n}\n}\n";
  const Tree tree{{"kernel/src/http/a.cpp", two},        {"kernel/src/http/b.cpp", two},
                  {"kernel/src/live/a.cpp", two},        {"plugins/sla/src/period/a.cpp", two},
                  {"plugins/sla/src/report/b.cpp", two}, {"tests/abi/wrong/a.cpp", two},
                  {"tests/abi/wrong/b.cpp", two}};
  EXPECT_THAT(placesOf(checkUnityNames(tree)),
              ElementsAre("kernel/src/http/b.cpp", "plugins/sla/src/report/b.cpp"));
}

TEST(TidyUnityNames, AreFunctionsWithTheSameParametersTypesAndVariables) {
  const auto clash = [](const std::string& one, const std::string& other) {
    const Tree tree{{"kernel/src/http/a.cpp", "namespace {\n" + one + "\n}\n"},
                    {"kernel/src/http/b.cpp", "namespace {\n" + other + "\n}\n"}};
    return !checkUnityNames(tree).empty();
  };
  EXPECT_TRUE(
      clash("int size(int count) {\n  return 1;\n}", "int size(int number = 3) { return 2; }"));
  EXPECT_FALSE(clash("int size(int count) { return 1; }", "int size(long count) { return 2; }"));
  EXPECT_TRUE(clash("struct Row {\n  int id;\n};", "class Row final : public Data {};"));
  EXPECT_TRUE(clash("const std::map<int, int> kNames{{1, 2}};", "int kNames = 3;"));
  EXPECT_FALSE(clash("namespace json = boost::json;", "namespace json = boost::json;"));
  EXPECT_FALSE(clash("using Clock = std::steady_clock;", "using Clock = std::steady_clock;"));
  EXPECT_FALSE(clash("int one() { int inner = 1; return inner; }", "int two() { int inner; }"));
  EXPECT_FALSE(clash("TEST(A, B) {\n}", "TEST(A, C) {\n}"));
}

}  // namespace
}  // namespace itops::tidy
