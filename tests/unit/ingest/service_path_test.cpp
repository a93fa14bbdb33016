#include "ingest/service_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/warning_codes.hpp"

namespace itops::ingest {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

struct PathCase {
  const char* name;
  PathInput input;
  const char* stored;
  std::vector<std::string> warnings;
};

class PathTable : public testing::TestWithParam<PathCase> {};

// PUSH-04 PUSH-05 PUSH-46 SLA-40 SLA-42 SLA-95 REPO-98
TEST_P(PathTable, StoresThePathAndTellsWhatItChanged) {
  Warnings warnings;
  const ServicePath path = normalizePath(GetParam().input, warnings);
  EXPECT_EQ(path.text(), GetParam().stored);
  EXPECT_EQ(codesOf(warnings), GetParam().warnings);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, PathTable,
    testing::Values(
        PathCase{"FullPath",
                 {"myorg/infra/prod/baremetal/galera-node1", {}, {}},
                 "myorg/infra/prod/baremetal/galera-node1",
                 {}},
        PathCase{"ServiceAndNode",
                 {{}, "galera-node1", "myorg/infra/prod/baremetal"},
                 "myorg/infra/prod/baremetal/galera-node1",
                 {}},
        PathCase{"SlashesAtTheEndsAreNothing", {"/a/b/c/d/e/", {}, {}}, "a/b/c/d/e", {}},
        PathCase{"TwoSegments",
                 {"acme/solo", {}, {}},
                 "acme/unknown/unknown/unknown/solo",
                 {"path.padded path"}},
        PathCase{"OneSegment",
                 {"solo", {}, {}},
                 "unknown/unknown/unknown/unknown/solo",
                 {"path.padded path"}},
        PathCase{
            "EmptySegmentInside", {"a//c/d/e", {}, {}}, "a/unknown/c/d/e", {"path.padded path"}},
        PathCase{"ServiceWithoutNode",
                 {{}, "db", {}},
                 "unknown/unknown/unknown/unknown/db",
                 {"path.padded nodeId"}},
        PathCase{"NodeTooShort",
                 {{}, "db", "acme/infra"},
                 "acme/infra/unknown/unknown/db",
                 {"path.padded nodeId"}},
        PathCase{"Nothing",
                 {{}, {}, {}},
                 "unknown/unknown/unknown/unknown/unknown",
                 {"service.missing service", "path.padded nodeId"}},
        PathCase{"NodeWithoutService",
                 {{}, {}, "a/b/c/d"},
                 "a/b/c/d/unknown",
                 {"service.missing service"}},
        PathCase{"EmptyPathFallsBack", {"", "db", "a/b/c/d"}, "a/b/c/d/db", {}},
        PathCase{"SevenSegments", {"a/b/c/d/e/f/g", {}, {}}, "a/b/c/d/e-f-g", {"path.folded path"}},
        PathCase{"NodeTooLong", {{}, "db", "a/b/c/d/e"}, "a/b/c/d/e-db", {"path.folded nodeId"}},
        PathCase{"PathAndPartsAgree", {"a/b/c/d/e", "e", "a/b/c/d"}, "a/b/c/d/e", {}},
        PathCase{
            "PathWinsOverService", {"a/b/c/d/e", "x", {}}, "a/b/c/d/e", {"path.conflict path"}},
        PathCase{
            "PathWinsOverNode", {"a/b/c/d/e", {}, "z/b/c/d"}, "a/b/c/d/e", {"path.conflict path"}},
        PathCase{"LettersOfAnyScript",
                 {"фирма/größe/東京/ไทย/नमस्ते", {}, {}},
                 "фирма/größe/東京/ไทย/नमस्ते",
                 {}}),
    [](const auto& test) { return test.param.name; });

TEST(ServicePath, ReplacesOtherCharactersAndMarksTheNameWithAHash) {
  Warnings warnings;
  const auto path = normalizePath({"a/b/c/d/my service!", {}, {}}, warnings);
  EXPECT_THAT(path.service, StartsWith("my-service--"));
  EXPECT_EQ(path.service.size(), std::string("my-service-").size() + 7);
  EXPECT_THAT(codesOf(warnings), ElementsAre("path.sanitized path"));
}

TEST(ServicePath, ReplacesSymbolsBeyondAsciiButKeepsLettersOfAnyScript) {
  bool changed = false;
  EXPECT_EQ(normalizeSegment("\u0431\u0430\u0437\u0430-\u4e2d", changed),
            "\u0431\u0430\u0437\u0430-\u4e2d");
  EXPECT_FALSE(changed);
  EXPECT_TRUE(normalizeSegment("db\u20ac1", changed).starts_with("db-1"));
  EXPECT_TRUE(changed);
}

TEST(ServicePath, NeverMergesTwoNamesThatDifferInReplacedCharacters) {
  Warnings warnings;
  EXPECT_NE(normalizePath({"a/b/c/d/x y", {}, {}}, warnings),
            normalizePath({"a/b/c/d/x?y", {}, {}}, warnings));
}

TEST(ServicePath, NeverMergesTwoLongNamesWithACommonBeginning) {
  Warnings warnings;
  const std::string common(70, 'a');
  const auto one = normalizePath({"a/b/c/d/" + common + "1", {}, {}}, warnings);
  const auto two = normalizePath({"a/b/c/d/" + common + "2", {}, {}}, warnings);
  EXPECT_NE(one, two);
  EXPECT_EQ(one.service.size(), kSegmentLengthMax);
}

TEST(ServicePath, KeepsASegmentOfExactlyTheMaximum) {
  Warnings warnings;
  const std::string longest(kSegmentLengthMax, 'a');
  EXPECT_EQ(normalizePath({"a/b/c/d/" + longest, {}, {}}, warnings).service, longest);
  EXPECT_THAT(warnings, IsEmpty());
}

TEST(ServicePath, TakesComposedAndDecomposedLettersForTheSame) {
  Warnings warnings;
  const auto composed = normalizePath({"a/b/c/d/caf\u00e9", {}, {}}, warnings);
  const auto decomposed = normalizePath({"a/b/c/d/cafe\u0301", {}, {}}, warnings);
  EXPECT_EQ(composed, decomposed);
  EXPECT_THAT(warnings, IsEmpty());
}

TEST(ServicePath, TurnsASlashInAServiceNameIntoADash) {
  Warnings warnings;
  const auto path = normalizePath({{}, "x/y", "a/b/c/d"}, warnings);
  EXPECT_THAT(path.service, StartsWith("x-y-"));
  EXPECT_THAT(codesOf(warnings), ElementsAre("path.sanitized service"));
}

TEST(ServicePath, CountsCharactersAndNotBytes) {
  Warnings warnings;
  std::string name;
  for (std::size_t i = 0; i < kSegmentLengthMax; ++i) name += "ß";
  EXPECT_EQ(normalizePath({"a/b/c/d/" + name, {}, {}}, warnings).service, name);
}

TEST(ServicePath, ReadsAStoredPathAndNothingElse) {
  EXPECT_TRUE(parseStoredPath("a/b/c/d/e"));
  EXPECT_FALSE(parseStoredPath("a/b/c/d"));
  EXPECT_FALSE(parseStoredPath("/a/b/c/d/e"));
  EXPECT_FALSE(parseStoredPath("a/b/c/d/e f"));
}

}  // namespace
}  // namespace itops::ingest
