#pragma once

#include <cstdint>

#include "itops/config.hpp"
#include "itops/context.hpp"
#include "itops/export.hpp"
#include "itops/health.hpp"

/// SDK version. While it is 0.x a plugin is rebuilt for each minor version; from 1.0 on a plugin
/// built with 1.x loads on every kernel 1.y with y >= x.
#define ITOPS_SDK_VERSION_MAJOR 0
#define ITOPS_SDK_VERSION_MINOR 1

#define ITOPS_STRINGIFY_DETAIL(x) #x
#define ITOPS_STRINGIFY(x) ITOPS_STRINGIFY_DETAIL(x)

#if defined(__SANITIZE_ADDRESS__)
#define ITOPS_FINGERPRINT_SANITIZER "address"
#elif defined(__SANITIZE_THREAD__)
#define ITOPS_FINGERPRINT_SANITIZER "thread"
#else
#define ITOPS_FINGERPRINT_SANITIZER "none"
#endif
#if defined(_GLIBCXX_DEBUG)
#define ITOPS_FINGERPRINT_DEBUG "on"
#else
#define ITOPS_FINGERPRINT_DEBUG "off"
#endif

/// What must be equal on both sides for C++ objects to cross the border.
#define ITOPS_BUILD_FINGERPRINT                                        \
  "abi=" ITOPS_STRINGIFY(__GXX_ABI_VERSION) " cxx11=" ITOPS_STRINGIFY( \
      _GLIBCXX_USE_CXX11_ABI) " debug=" ITOPS_FINGERPRINT_DEBUG        \
                              " sanitizer=" ITOPS_FINGERPRINT_SANITIZER

namespace itops {

/// A feature of the platform. A plugin library is this class, a constant PluginInfo and one line:
///
///     class HelloPlugin final : public itops::Plugin {
///      public:
///       void start(itops::Context& context) override { ... }
///     };
///     constexpr itops::PluginInfo kInfo{.id = "hello", .name = "Hello", ...};
///     ITOPS_PLUGIN(HelloPlugin, kInfo);
///
/// Constructed by the kernel without arguments, started once, stopped
/// once, destroyed, never unloaded. Plugins start no threads of their own.
class ITOPS_EXPORT Plugin {
 public:
  /// When nobody is inside any more; after stop(), or after a start() that threw. [main]
  virtual ~Plugin() = default;

  /// Registers routes, sinks and offers. Throwing keeps this plugin off and is reported; the others
  /// go on. Its migrations have run. [main]
  virtual void start(Context& context) = 0;

  /// Called after the kernel has removed all registrations and drained calls in flight. [main]
  virtual void stop() noexcept {}

  /// Asked for `/ready`, `/metrics` and the plugin list, every ten seconds or so, on a thread of
  /// the kernel's, one call at a time. Must not block: without an answer in 500 ms the plugin
  /// counts as not ready. [any]
  virtual Health health() const { return {}; }
};

/// Constant facts of a plugin, read before any of its code runs. Lists end with a null pointer;
/// a list that is itself null is empty.
struct PluginInfo {
  const char* id;    ///< snake_case, also the folder, schema and config name
  const char* name;  ///< for people
  const char* version;
  const char* description;  ///< one sentence
  bool enabled_by_default = false;
  const char* const* needs = nullptr;          ///< interface ids that must be offered
  const char* const* uses = nullptr;           ///< interface ids used when offered
  const char* const* offers = nullptr;         ///< interface ids this plugin offers
  const char* const* path_prefixes = nullptr;  ///< of its routes; 404 plugin_disabled when off
  const char* const* permissions = nullptr;    ///< permission names that its routes ask for
  const ConfigField* config = nullptr;         ///< ends with an entry whose key is null
};

/// The one exported symbol of a plugin library, `itops_plugin_descriptor`. A C struct; the first
/// four members never move.
struct PluginDescriptor {
  std::uint32_t magic;
  std::uint32_t size;  ///< sizeof(PluginDescriptor) at the plugin's build
  std::uint32_t sdk_version_major;
  std::uint32_t sdk_version_minor;
  const char* fingerprint;
  const PluginInfo* info;
  Plugin* (*create)();
};

inline constexpr std::uint32_t kPluginMagic = 0x49544F50;  // "ITOP"

}  // namespace itops

/// Exports a plugin: `ITOPS_PLUGIN(itops::sla::SlaPlugin, itops::sla::kInfo)`.
#define ITOPS_PLUGIN(Type, info_constant)                                              \
  extern "C" ITOPS_EXPORT const ::itops::PluginDescriptor itops_plugin_descriptor {    \
    ::itops::kPluginMagic, sizeof(::itops::PluginDescriptor), ITOPS_SDK_VERSION_MAJOR, \
        ITOPS_SDK_VERSION_MINOR, ITOPS_BUILD_FINGERPRINT, &(info_constant),            \
        []() -> ::itops::Plugin* { return new Type(); }                                \
  }
