#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>

#include "checks.hpp"
#include "config/plugin_fields.hpp"
#include "elf_file.hpp"
#include "plugin/descriptor_check.hpp"
#include "plugin/info_check.hpp"

namespace itops::validator {
namespace {

constexpr std::chrono::milliseconds kLoadLimit{100};
constexpr const char* kDescriptorSymbol = "itops_plugin_descriptor";

/// Libraries that the kernel has loaded too, in the version that it was built with.
constexpr std::array kKernelLibraries{"libPoco",  "libboost_",      "libspdlog", "libfmt",
                                      "libyaml-", "libprometheus-", "libsodium", "libpq"};

std::string first(const std::vector<std::string>& problems) {
  const std::size_t more = problems.size() - 1;
  return problems.front() + (more == 0 ? "" : " And " + std::to_string(more) + " more.");
}

Outcome checkExports(const Subject& subject) {
  std::vector<std::string> exports = readElf(subject.file).exports;
  if (exports == std::vector<std::string>{kDescriptorSymbol}) {
    return Outcome::ok("It exports its descriptor and nothing else.");
  }
  std::erase(exports, kDescriptorSymbol);
  if (exports.empty()) {
    return Outcome::failed("It exports no itops_plugin_descriptor; use ITOPS_PLUGIN.");
  }
  return Outcome::failed("It exports " + exports.front() +
                         (exports.size() == 1 ? "" : " and more") +
                         " besides its descriptor; build it with itops_add_plugin().");
}

Outcome checkLibraries(const Subject& subject) {
  for (const std::string& needed : readElf(subject.file).needed) {
    for (const char* kernels : kKernelLibraries) {
      if (!needed.starts_with(kernels)) continue;
      return Outcome::warning("It needs " + needed +
                              ", which the kernel may have in another version; link it statically "
                              "or do without.");
    }
  }
  return Outcome::ok("It shares no library with the kernel's inside.");
}

Outcome checkLoading(const Subject& subject) {
  const auto before = std::chrono::steady_clock::now();
  try {
    descriptorOf(subject);
  } catch (const std::runtime_error& error) {
    return Outcome::failed(std::string("It can't be loaded: ") + error.what() +
                           "; rebuild it with the SDK and link what it uses.");
  }
  const auto taken = std::chrono::steady_clock::now() - before;
  if (taken <= kLoadLimit) return Outcome::ok("It loads within 100 ms and all symbols resolve.");
  return Outcome::failed("Loading takes longer than 100 ms; move work out of static initialisers.");
}

Outcome checkDescriptorStruct(const Subject& subject) {
  const auto problem = plugin::checkDescriptor(descriptorOf(subject));
  if (problem) return Outcome::failed(*problem);
  return Outcome::ok("Its descriptor, SDK version and build fingerprint fit this kernel.");
}

Outcome checkFacts(const Subject& subject) {
  auto problems = plugin::checkInfo(*descriptorOf(subject).info, subject.file.stem().string());
  // The settings have a check of their own.
  std::erase_if(problems, [](const auto& text) { return !text.starts_with("PluginInfo."); });
  if (!problems.empty()) return Outcome::failed(first(problems));
  return Outcome::ok("Its id, texts, interfaces, prefixes and permissions are well-formed.");
}

Outcome checkSettings(const Subject& subject) {
  const PluginInfo& info = *descriptorOf(subject).info;
  const auto problems =
      config::checkPluginFields({info.id, info.enabled_by_default, config::fieldsOf(info.config)});
  if (!problems.empty()) return Outcome::failed(first(problems) + ".");
  return Outcome::ok("Its settings have a help and a default that fits.");
}

constexpr Check kLibraryChecks[] = {
    {"exports", checkExports, true}, {"libraries", checkLibraries},
    {"loads", checkLoading, true},   {"descriptor", checkDescriptorStruct, true},
    {"facts", checkFacts},           {"settings", checkSettings}};

}  // namespace

std::span<const Check> libraryChecks() {
  return kLibraryChecks;
}

}  // namespace itops::validator
