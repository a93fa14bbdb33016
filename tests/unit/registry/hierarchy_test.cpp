#include "registry/hierarchy.hpp"

#include <gtest/gtest.h>

namespace itops::registry {
namespace {

namespace json = boost::json;

const std::vector<NodeCount> kCounts{
    {"acme/infra/prod/rack-1", Status::kOperational, 3},
    {"acme/infra/prod/rack-1", Status::kDown, 1},
    {"acme/infra/prod/rack-2", Status::kOperational, 2},
    {"acme/unknown/unknown/unknown", Status::kUnknown, 1},
    {"beta/infra/test/empty", std::nullopt, 0},
    {"unknown/x/y/z", Status::kDegraded, 1},
};

/// One line per element: its path, services and mark, indented by level.
void outline(const json::array& items, int indent, std::string& text) {
  for (const auto& item : items) {
    const auto& element = item.as_object();
    text += std::string(static_cast<std::size_t>(indent), ' ') +
            std::string(std::string_view(element.at("path").as_string())) + " " +
            std::to_string(element.at("services").as_int64()) +
            (element.contains("unknown") ? " unknown" : "") + "\n";
    outline(element.at("children").as_array(), indent + 1, text);
  }
}

std::string outline(int depth) {
  std::string text;
  outline(hierarchyJson(kCounts, depth), 0, text);
  return text;
}

TEST(Hierarchy, NestsNodesAndMarksTheUnknownBranches) {
  EXPECT_EQ(outline(4),
            "acme 7\n"
            " acme/infra 6\n"
            "  acme/infra/prod 6\n"
            "   acme/infra/prod/rack-1 4\n"
            "   acme/infra/prod/rack-2 2\n"
            " acme/unknown 1 unknown\n"
            "  acme/unknown/unknown 1 unknown\n"
            "   acme/unknown/unknown/unknown 1 unknown\n"
            "beta 0\n"
            " beta/infra 0\n"
            "  beta/infra/test 0\n"
            "   beta/infra/test/empty 0\n"
            "unknown 1 unknown\n"
            " unknown/x 1 unknown\n"
            "  unknown/x/y 1 unknown\n"
            "   unknown/x/y/z 1 unknown\n");
}

TEST(Hierarchy, EndsAtTheAskedDepthWithTheSameCounts) {
  EXPECT_EQ(outline(1), "acme 7\nbeta 0\nunknown 1 unknown\n");
  EXPECT_EQ(outline(2),
            "acme 7\n acme/infra 6\n acme/unknown 1 unknown\nbeta 0\n beta/infra 0\n"
            "unknown 1 unknown\n unknown/x 1 unknown\n");
}

TEST(Hierarchy, CountsEveryStatus) {
  const auto acme = hierarchyJson(kCounts, 1).at(0).as_object();
  EXPECT_EQ(acme.at("counts"), json::parse(R"({"OPERATIONAL":5,"DEGRADED":0,"DOWN":1,
                                              "MAINTENANCE":0,"UNKNOWN":1})"));
  EXPECT_EQ(acme.at("level"), "organization");
  EXPECT_EQ(acme.at("name"), "acme");
}

TEST(Hierarchy, NamesTheLevels) {
  std::string levels;
  json::array items = hierarchyJson(kCounts, 4);
  while (!items.empty()) {
    const auto element = items.at(0).as_object();
    levels += std::string(std::string_view(element.at("level").as_string())) + " ";
    items = element.at("children").as_array();
  }
  EXPECT_EQ(levels, "organization platform environment cluster ");
}

TEST(Hierarchy, OfNoNodesIsEmpty) {
  EXPECT_TRUE(hierarchyJson({}, 4).empty());
}

}  // namespace
}  // namespace itops::registry
