#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "itops/plugin.hpp"

namespace itops::plugin {

/// A version of the SDK: the one a plugin was built with, or the one this kernel serves.
struct SdkVersion {
  std::uint32_t major;
  std::uint32_t minor;
};

/// Why a plugin built with `plugin` can't run on a kernel that serves `kernel`; empty when it can.
/// While the major version is 0 both must be equal; from 1 on the kernel's minor version may be
/// higher. [any]
std::optional<std::string> checkSdkVersion(SdkVersion plugin, SdkVersion kernel);

/// The first reason why the descriptor can't be trusted: magic, SDK version, size, fingerprint,
/// missing pointers, in this order, each read only when what stands before it is right. Empty when
/// the rest of the descriptor may be read. Runs no code of the plugin. [any]
std::optional<std::string> checkDescriptor(const PluginDescriptor& descriptor);

}  // namespace itops::plugin
