#pragma once

#include <filesystem>
#include <vector>

#include "config/problems.hpp"
#include "config/raw_value.hpp"
#include "config/schema.hpp"

namespace itops::config {

/// The values that a file gives to known settings. Unknown keys become warnings, values of the
/// wrong shape and keys given twice become errors; neither repeats a value. A key without a value
/// (`port:` or `port: null`) counts as not given.
std::vector<RawValue> readYamlFile(const std::filesystem::path& file, const Schema& schema,
                                   Problems& problems);

}  // namespace itops::config
