#pragma once

#include <vector>

#include "config/setting.hpp"

namespace itops::config {

/// Every setting of the kernel, in the order of the reference. [any]
std::vector<Setting> kernelSettings();

/// Its parts, a file each. Settings of one section stand together.
std::vector<Setting> serverSettings();
std::vector<Setting> databaseSettings();
std::vector<Setting> serviceSettings();
std::vector<Setting> outboundSettings();
Setting webhookAllowListSetting();
std::vector<Setting> eventSettings();
std::vector<Setting> authSettings();

/// Variables of the product's documents that this version doesn't act on yet. They are known
/// names, but setting one has no effect, which is said. [any]
std::vector<std::string> announcedVariables();

}  // namespace itops::config
