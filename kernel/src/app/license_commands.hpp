#pragma once

#include <string>
#include <vector>

namespace itops::app {

/// `itops license keygen | sign | verify`, which need neither configuration nor database. Prints to
/// standard output; the exit code, 1 for a licence that is not valid. Throws Error(kInvalid,
/// "usage"). [main]
int runLicense(const std::vector<std::string>& arguments);

}  // namespace itops::app
