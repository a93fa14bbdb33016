#pragma once

#include <string>

#include "itops/error.hpp"
#include "itops/plugin.hpp"

namespace itops::test {

inline constexpr const char* kSampleNeeds[] = {"itops.database/1", nullptr};
inline constexpr const char* kSampleUses[] = {"itops.metrics/1", nullptr};
inline constexpr const char* kSampleOffers[] = {"sample.greeter/1", nullptr};
inline constexpr const char* kSamplePrefixes[] = {"/api/v1/sample", nullptr};
inline constexpr const char* kSamplePermissions[] = {"sample.read", nullptr};
inline constexpr ConfigField kSampleConfig[] = {
    {"on", ConfigType::kBool, "true", "A switch."},
    {"count", ConfigType::kInteger, "3", "A number.", 1, 10},
    {"share", ConfigType::kNumber, "0.5", "A share."},
    {"keep", ConfigType::kDuration, "90d", "A time.", 60, 31'536'000},
    {"name", ConfigType::kText, "", "A text."},
    {"key", ConfigType::kSecret, "", "A secret."},
    {}};

/// A plugin that has one of everything.
inline constexpr PluginInfo kSampleInfo{.id = "sample",
                                        .name = "Sample",
                                        .version = "1.0.0",
                                        .description = "Is a sample.",
                                        .enabled_by_default = true,
                                        .needs = kSampleNeeds,
                                        .uses = kSampleUses,
                                        .offers = kSampleOffers,
                                        .path_prefixes = kSamplePrefixes,
                                        .permissions = kSamplePermissions,
                                        .config = kSampleConfig};

/// The code of the Error that a call throws; `none` when it throws none.
template <class Call>
std::string codeOf(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return "none";
}

}  // namespace itops::test
