#pragma once

#include <string>

#include "config/schema.hpp"

namespace itops::config {

/// The configuration reference in Markdown: how settings are given, then a table per section.
/// docs/configuration.md is this text for the kernel and our own plugins. [any]
std::string configReference(const Schema& schema);

}  // namespace itops::config
