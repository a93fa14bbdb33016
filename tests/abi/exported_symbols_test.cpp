// A plugin library shows exactly one symbol to the world.
#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <string>

namespace itops::plugin::test {
namespace {

/// What a shell command printed.
std::string outputOf(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                             ::pclose);
  std::string output;
  char line[256];
  while (pipe != nullptr && std::fgets(line, sizeof line, pipe.get()) != nullptr) output += line;
  return output;
}

class ExportedSymbols : public testing::TestWithParam<const char*> {};

TEST_P(ExportedSymbols, AreTheDescriptorAlone) {
  const std::string file = std::string(ITOPS_ABI_FOLDER "/good/") + GetParam() + ".so";

  EXPECT_EQ(outputOf("nm -D --defined-only --format=just-symbols '" + file + "'"),
            "itops_plugin_descriptor\n");
}

INSTANTIATE_TEST_SUITE_P(OfGoodPlugins, ExportedSymbols,
                         testing::Values("hello", "greeter", "caller", "thrower"));

}  // namespace
}  // namespace itops::plugin::test
