// Documents that the program makes of itself, against the ones that were reviewed.
// `./dev golden` writes them anew.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "e2e/core_process.hpp"

namespace itops::test {
namespace {

std::string contentsOf(const std::string& file) {
  std::ifstream stream(std::string(ITOPS_SOURCE_DIR) + "/" + file);
  EXPECT_TRUE(stream) << file << " is missing";
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Standard output alone, as in `itops ARGUMENT >file`.
std::string printed(const std::string& argument, const std::string& environment = {}) {
  return runProgram({"/bin/sh", "-c",
                     environment + " exec " + itopsProgram() + " " + argument + " 2>/dev/null"})
      .output;
}

TEST(Golden, OpenApiIsTheReviewedOne) {
  EXPECT_EQ(printed("--print-openapi"), contentsOf("tests/golden/openapi.json"))
      << "The interface changed. Run ./dev golden and review what it did.";
}

TEST(Golden, ConfigurationReferenceIsTheReviewedOne) {
  EXPECT_EQ(printed("--config-reference"), contentsOf("docs/configuration.md"))
      << "The settings changed. Run ./dev golden and review what it did.";
}

TEST(Golden, EventsReferenceIsTheReviewedOne) {
  EXPECT_EQ(printed("--events-reference"), contentsOf("docs/events.md"))
      << "Events or interfaces changed. Run ./dev golden and review what it did.";
}

TEST(Golden, AccessReferenceIsTheReviewedOne) {
  EXPECT_EQ(printed("--access-reference", "ITOPS_GITOPS_STATUS_ANONYMOUS=false"),
            contentsOf("docs/security.md"))
      << "Routes or permissions changed. Run ./dev golden and review what it did.";
}

}  // namespace
}  // namespace itops::test
