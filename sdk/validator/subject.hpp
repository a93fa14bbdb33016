#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "itops/plugin.hpp"
#include "itops/testing/kernel.hpp"
#include "itops/testing/postgres.hpp"

namespace itops::validator {

/// The file under examination and what its author gave with it.
struct Subject {
  std::filesystem::path file;
  std::filesystem::path migrations;  ///< empty: it has none
  std::chrono::seconds check_limit{15};
  std::filesystem::path kernel_migrations;  ///< of the SDK that this program came with
};

/// Maps the library into this process and gives its descriptor. Throws std::runtime_error with the
/// linker's words. The library stays mapped. Only inside runInChild().
const PluginDescriptor& descriptorOf(const Subject& subject);

/// The first need that neither the kernel nor this program serves; empty when there is none.
std::string foreignNeed(const PluginInfo& info);

/// True when the list, ending with a null pointer or null itself, has the entry.
bool lists(const char* const* list, std::string_view entry);

/// A plugin in a kernel of fakes, with a real database of its own when it wants one.
class Bench {
 public:
  explicit Bench(const Subject& subject);

  test::FakeKernel& kernel() { return *kernel_; }
  test::TestDatabase* database() { return database_ ? &*database_ : nullptr; }

 private:
  std::optional<test::TestDatabase> database_;
  std::unique_ptr<test::FakeKernel> kernel_;
};

}  // namespace itops::validator
