#include <chrono>
#include <ostream>

#include "config/yaml_tree.hpp"
#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
using YamlTest = ConfigFixture;

TEST_F(YamlTest, SetsNestedKeysAndLists) {
  const Settings settings = settingsOrFail(
      loadYaml("server:\n  port: 7000\n  extra_ports: [5000, 5001]\ntimezone: Europe/Berlin\n"));
  EXPECT_EQ(settings.integer("server.port"), 7000);
  EXPECT_THAT(settings.integers("server.extra_ports"), ElementsAre(5000, 5001));
  EXPECT_EQ(settings.text("timezone"), "Europe/Berlin");
}

TEST_F(YamlTest, ReadsListsInBlockForm) {
  const Settings settings =
      settingsOrFail(loadYaml("server:\n  extra_ports:\n    - 5000\n    - \"5001\"\n"));
  EXPECT_THAT(settings.integers("server.extra_ports"), ElementsAre(5000, 5001));
}

TEST_F(YamlTest, MayBeEmptyOrOfCommentsAlone) {
  for (const char* text : {"", "\n", "# nothing\n", "---\n", "server:\n  # port: 1\n"}) {
    EXPECT_EQ(settingsOrFail(loadYaml(text)).integer("server.port"), 8080) << text;
  }
}

TEST_F(YamlTest, CountsAKeyWithoutAValueAsNotGiven) {
  for (const char* text :
       {"server:\n  port:\n", "server:\n  port: null\n", "server:\n  port: ~\n"}) {
    EXPECT_FALSE(settingsOrFail(loadYaml(text)).isSet("server.port")) << text;
  }
}

struct Broken {
  const char* name;
  const char* text;
  const char* error;
};

std::ostream& operator<<(std::ostream& out, const Broken& one) {
  return out << one.name;
}

class BrokenYaml : public ConfigFixture, public testing::WithParamInterface<Broken> {};

TEST_P(BrokenYaml, IsToldWithItsLine) {
  EXPECT_EQ(errorOf(GetParam().text), GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    Files, BrokenYaml,
    testing::Values(
        Broken{"BadValue", "server:\n  host: a\n  port: http\n",
               "test.yaml:3: server.port: found \"http\", expected a whole number from 0 to 65535"},
        Broken{"BadItem", "server:\n  extra_ports: [5000, x]\n",
               "test.yaml:2: server.extra_ports: found \"x\", expected a whole number from 1 to "
               "65535"},
        Broken{"TextForList", "server:\n  extra_ports: 5000\n",
               "test.yaml:2: server.extra_ports: found a single value, expected a list such as "
               "[A, B], each a whole number from 1 to 65535"},
        Broken{"ListForText", "server:\n  port: [1, 2]\n",
               "test.yaml:2: server.port: found a list, expected a whole number from 0 to 65535"},
        Broken{"SectionForText", "server:\n  port:\n    number: 1\n",
               "test.yaml:2: server.port: found a section, expected a whole number from 0 to "
               "65535"},
        Broken{"ListInList", "server:\n  extra_ports: [[1]]\n",
               "test.yaml:2: server.extra_ports: found a list in the list, expected a whole number "
               "from 1 to 65535"},
        Broken{"TextForSection", "server: 8080\n",
               "test.yaml:1: server: found a single value, expected a section of settings"},
        Broken{"ListForSection", "\nserver: [1]\n",
               "test.yaml:2: server: found a list, expected a section of settings"},
        Broken{"TextAtTheTop", "just words\n",
               "test.yaml:1: found a single value, expected sections such as `server:`"},
        Broken{"ListAtTheTop", "- server\n",
               "test.yaml:1: found a list, expected sections such as `server:`"},
        Broken{"KeyTwice", "server:\n  port: 1\n  host: a\n  port: 2\n",
               "test.yaml:4: server.port: found a second time, expected once; the first is in line "
               "2"},
        Broken{"SectionTwice", "server:\n  port: 1\nserver:\n  host: a\n",
               "test.yaml:3: server: found a second time, expected once; the first is in line 1"},
        Broken{"DottedKeyAgain", "server.port: 1\nserver:\n  port: 2\n",
               "test.yaml:3: server.port: found a second time, expected once; the first is in line "
               "1"},
        Broken{"KeyThatIsAList", "? [a, b]\n: 1\n",
               "test.yaml:1: no readable YAML: found a key that is no text, expected the name of a "
               "setting"},
        Broken{"Anchor", "server: &s\n  port: 1\n",
               "test.yaml:1: no readable YAML: found an anchor or alias, expected each value "
               "written out"},
        Broken{"AnchoredText", "server:\n  port: &p 1\n",
               "test.yaml:2: no readable YAML: found an anchor or alias, expected each value "
               "written out"},
        Broken{"SecondDocument", "server:\n  port: 1\n---\nserver:\n  port: 2\n",
               "test.yaml:1: no readable YAML: found a second document, expected one"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(YamlTest, TellsTheLineOfASyntaxError) {
  for (const char* text : {"server:\n  port: 1\n bad: x\n", "a: 1\nb: 2\nc: [1, 2\n",
                           "a: 1\nb: 2\n\tc: 3\n", "a: 1\nb: 2\nc: \"torn\n"}) {
    EXPECT_THAT(errorOf(text), testing::MatchesRegex("test.yaml:[345]: no readable YAML: .*"))
        << text;
  }
}

TEST_F(YamlTest, RefusesAnUnclosedQuoteAtTheEnd) {
  for (const char* text :
       {"data:\n  dir: \"torn", "data:\n  dir: \"torn\n", "data:\n  dir: 'torn\n\n",
        "data:\n  dir: 'torn\nserver:\n  port: 1\n"}) {
    EXPECT_THAT(errorOf(text), EndsWith("no readable YAML: illegal EOF in scalar")) << text;
  }
}

TEST_F(YamlTest, RefusesABombOfAliases) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int n = 0; n < 9; ++n) bomb += ", " + before;
    bomb += "]\n";
  }
  EXPECT_THAT(errorOf(bomb), HasSubstr("found an anchor or alias"));
}

TEST_F(YamlTest, RefusesDeepNesting) {
  EXPECT_THAT(errorOf(std::string(100'000, '[')), StartsWith("test.yaml:1: no readable YAML: "));
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_THAT(errorOf(deep), EndsWith("found deeper nesting than 16 levels"));
}

TEST_F(YamlTest, RefusesTooManyValues) {
  std::string many;
  for (std::size_t i = 0; i <= kYamlNodesMax; ++i) many += "- 1\n";
  EXPECT_THAT(errorOf(many), HasSubstr("too many values, expected at most 10000"));
}

TEST_F(YamlTest, RefusesLargeFiles) {
  EXPECT_THAT(errorOf("# " + std::string(kFileBytesMax, 'x')), HasSubstr("larger than 1048576"));
}

TEST_F(YamlTest, TellsAllProblemsOfAllSourcesAtOnce) {
  const LoadResult result =
      loadYaml("server:\n  port: x\n  host: [a]\nlogging: loud\n", {{"ITOPS_TIMEZONE", "Mars"}});
  EXPECT_THAT(result.errors, testing::UnorderedElementsAre(
                                 HasSubstr(":2: server.port"), HasSubstr(":3: server.host"),
                                 HasSubstr(":4: logging"), HasSubstr("ITOPS_TIMEZONE")));
}

TEST_F(YamlTest, TellsAtMostAHundredProblems) {
  std::string many;
  for (int i = 0; i < 250; ++i) many += "strange_name_" + std::to_string(i) + ": 1\n";
  const LoadResult result = loadYaml(many);
  ASSERT_EQ(result.warnings.size(), 101u);
  EXPECT_EQ(result.warnings.back(), "... and 150 more warnings");
}

TEST_F(YamlTest, EscapesWhatItRepeats) {
  EXPECT_THAT(errorOf("server:\n  port: \"\\e[2J\\n\"\n"), HasSubstr("found \"\\u001b[2J\\n\""));
}

}  // namespace
}  // namespace itops::config::test
