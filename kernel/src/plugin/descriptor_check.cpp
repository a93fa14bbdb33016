#include "plugin/descriptor_check.hpp"

#include <cstdio>

namespace itops::plugin {

namespace {

constexpr SdkVersion kServed{ITOPS_SDK_VERSION_MAJOR, ITOPS_SDK_VERSION_MINOR};

std::string hex(std::uint32_t value) {
  char text[11];
  std::snprintf(text, sizeof text, "0x%08X", static_cast<unsigned>(value));
  return text;
}

std::string toString(SdkVersion version) {
  return std::to_string(version.major) + "." + std::to_string(version.minor);
}

std::optional<std::string> checkMagic(const PluginDescriptor& descriptor) {
  if (descriptor.magic == kPluginMagic) return std::nullopt;
  return "Its descriptor begins with " + hex(descriptor.magic) + " instead of " +
         hex(kPluginMagic) + "; export it with ITOPS_PLUGIN.";
}

std::optional<std::string> checkSize(const PluginDescriptor& descriptor) {
  if (descriptor.size >= sizeof(PluginDescriptor)) return std::nullopt;
  return "Its descriptor has " + std::to_string(descriptor.size) +
         " bytes, this kernel needs at least " + std::to_string(sizeof(PluginDescriptor)) +
         "; rebuild the plugin with SDK " + toString(kServed) + ".";
}

std::optional<std::string> checkFingerprint(const PluginDescriptor& descriptor) {
  const std::string kernel = ITOPS_BUILD_FINGERPRINT;
  const std::string plugin = descriptor.fingerprint == nullptr ? "" : descriptor.fingerprint;
  if (plugin == kernel) return std::nullopt;
  return "It was built as \"" + plugin + "\", this kernel as \"" + kernel +
         "\"; rebuild the plugin with the kernel's compiler and build options.";
}

std::optional<std::string> checkPointers(const PluginDescriptor& descriptor) {
  if (descriptor.info != nullptr && descriptor.create != nullptr) return std::nullopt;
  return std::string("Its descriptor has no ") +
         (descriptor.info == nullptr ? "PluginInfo" : "create function") +
         "; export it with ITOPS_PLUGIN.";
}

}  // namespace

std::optional<std::string> checkSdkVersion(SdkVersion plugin, SdkVersion kernel) {
  const bool same_major = plugin.major == kernel.major;
  const bool fits = same_major && (kernel.major == 0 ? plugin.minor == kernel.minor
                                                     : plugin.minor <= kernel.minor);
  if (fits) return std::nullopt;
  return "It was built with SDK " + toString(plugin) + ", this kernel serves SDK " +
         toString(kernel) + "; rebuild the plugin with SDK " + toString(kernel) +
         " or run a kernel that serves SDK " + toString(plugin) + ".";
}

std::optional<std::string> checkDescriptor(const PluginDescriptor& descriptor) {
  // Each check makes it safe to read what the next one reads.
  if (auto problem = checkMagic(descriptor)) return problem;
  const SdkVersion built_with{descriptor.sdk_version_major, descriptor.sdk_version_minor};
  if (auto problem = checkSdkVersion(built_with, kServed)) return problem;
  if (auto problem = checkSize(descriptor)) return problem;
  if (auto problem = checkFingerprint(descriptor)) return problem;
  return checkPointers(descriptor);
}

}  // namespace itops::plugin
