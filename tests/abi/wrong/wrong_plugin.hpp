#pragma once

#include "itops/plugin.hpp"

namespace itops::test {

/// A plugin that does nothing, for modules whose descriptor is what is wrong.
class IdlePlugin : public Plugin {
 public:
  void start(Context&) override {}
};

/// Facts without anything wrong; a module changes what it wants to get wrong.
constexpr PluginInfo plainInfo(const char* id) {
  return {.id = id,
          .name = "Wrong module",
          .version = "1.0.0",
          .description = "Has exactly one thing wrong.",
          .enabled_by_default = true,
          .needs = nullptr,
          .uses = nullptr,
          .offers = nullptr,
          .path_prefixes = nullptr,
          .permissions = nullptr,
          .config = nullptr};
}

/// A descriptor without anything wrong.
constexpr PluginDescriptor plainDescriptor(const PluginInfo& info) {
  return {kPluginMagic,
          sizeof(PluginDescriptor),
          ITOPS_SDK_VERSION_MAJOR,
          ITOPS_SDK_VERSION_MINOR,
          ITOPS_BUILD_FINGERPRINT,
          &info,
          []() -> Plugin* { return new IdlePlugin(); }};
}

}  // namespace itops::test

/// Exports a descriptor that ITOPS_PLUGIN would not make.
#define ITOPS_WRONG_DESCRIPTOR(descriptor) \
  extern "C" ITOPS_EXPORT const itops::PluginDescriptor itops_plugin_descriptor = descriptor
