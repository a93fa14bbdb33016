#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "templates/yaml_reader.hpp"
#include "templates/yaml_writer.hpp"

namespace itops::templates {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

std::string read(const std::string& yaml) {
  return json::serialize(readYaml(yaml));
}

std::string refusalOf(const std::string& yaml) {
  try {
    readYaml(yaml);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    EXPECT_EQ(error.code(), "yaml_invalid");
    return error.what();
  }
  return "taken";
}

TEST(YamlReader, ReadsNestedListsAndMaps) {
  EXPECT_EQ(read("a:\n  - b: 1\n    c: [x, {d: e}]\n  - []\nf: {}\n"),
            R"({"a":[{"b":1,"c":["x",{"d":"e"}]},[]],"f":{}})");
}

TEST(YamlReader, TellsScalarsApart) {
  EXPECT_EQ(read("[null, ~, , true, FALSE, 12, -3, +4, 1.5, -2e3, .5]"),
            R"([null,null,null,true,false,12,-3,4,1.5E0,-2E3,5E-1])");
}

TEST(YamlReader, KeepsTextsThatAreQuotedOrOnlyLookLikeSomethingElse) {
  EXPECT_EQ(read(R"(["12", 'true', "", yes, no, 12a, 1.2.3, 0x1F, 12:30, 2026-03-01, inf, nan])"),
            R"(["12","true","","yes","no","12a","1.2.3","0x1F","12:30","2026-03-01","inf","nan"])");
  EXPECT_EQ(read("!!str 12"), R"("12")");
}

TEST(YamlReader, TakesAnEmptyTextForNull) {
  EXPECT_EQ(read(""), "null");
  EXPECT_EQ(read("# nothing\n"), "null");
}

TEST(YamlReader, RefusesAnchorsAndAliasesSoThatNothingCanGrow) {
  EXPECT_THAT(refusalOf("a: &x [1]\nb: *x\n"), HasSubstr("line 1: anchors and aliases"));
  EXPECT_THAT(refusalOf("a: 1\n&k b: 2\n"), HasSubstr("line 2: anchors and aliases"));
  std::string bomb = "a: &a [x, x]\n";
  for (char name = 'b'; name < 'z'; ++name) {
    const std::string before(1, static_cast<char>(name - 1));
    bomb += std::string(1, name) + ": &" + name + " [*" + before + ", *" + before + "]\n";
  }
  EXPECT_THAT(refusalOf(bomb), HasSubstr("line 1"));
}

TEST(YamlReader, RefusesWhatItCanNotKeep) {
  EXPECT_THAT(refusalOf("a: 1\na: 2\n"), HasSubstr("line 2: the key 'a' stands there twice"));
  EXPECT_THAT(refusalOf("[a, b]: 1\n"), HasSubstr("a key must be a text"));
  EXPECT_THAT(refusalOf("!!python/object:x {}\n"), HasSubstr("the tag"));
  EXPECT_THAT(refusalOf("a: 1\n---\nb: 2\n"), HasSubstr("several YAML documents"));
  EXPECT_THAT(refusalOf("a: [1\n"), HasSubstr("line "));
}

TEST(YamlReader, RefusesDeepNesting) {
  EXPECT_NE(refusalOf(std::string(64, '[') + std::string(64, ']')).find("taken"),
            std::string::npos);
  EXPECT_THAT(refusalOf(std::string(65, '[') + std::string(65, ']')), HasSubstr("deeper than 64"));
  EXPECT_NE(refusalOf(std::string(100'000, '[')), "taken");
}

TEST(YamlWriter, WritesForPeople) {
  EXPECT_EQ(
      writeYaml(json::parse(
          R"({"version":1,"groups":[{"name":"a b","on":true,"n":null,"d":2.5}],"none":[]})")),
      "version: 1\ngroups:\n  - name: a b\n    on: true\n    n: null\n    d: 2.5\nnone: []\n");
}

TEST(YamlWriter, WritesWhatIsReadBackAsTheSame) {
  const json::value documents[] = {
      json::parse(R"({"a":["12","true","null","~","","1.5","yes"," x ","a: b","# c","- d","*e"]})"),
      json::parse(
          R"({"12":"\n two\nlines\n","true":"tab\there","größe":"ünï","q":"say \"hi\" 'x'"})"),
      json::parse(R"([[],{},[{}],{"a":{"b":[1,-2,2.5,null,true,false]}}])"),
      json::parse(R"({"":"\u2028\ufffd","e":"\\","p":"%&!|>{}[],?:@`"})"),
      json::parse(R"("2026-03-01")"),
      json::parse("9223372036854775807"),
      json::parse("[3.0,-0.1,1e300,1e-300,0.0]")};
  for (const json::value& document : documents) {
    EXPECT_EQ(readYaml(writeYaml(document)), document) << writeYaml(document);
  }
}

}  // namespace
}  // namespace itops::templates
