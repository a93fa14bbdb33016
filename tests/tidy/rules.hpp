#pragma once

#include "tidy/tree.hpp"

namespace itops::tidy {

/// `include`: plugins and kernel include the SDK, a kernel module includes those that its LINK line
/// leads to, nobody includes upwards.
Findings checkIncludes(const Tree& tree);

/// `sdk-include`: headers of the SDK include the standard library and each other.
Findings checkSdkIncludes(const Tree& tree);

/// `library`: a third-party header stands in the modules that own it.
Findings checkLibraries(const Tree& tree);

/// `file-size`: over 300 lines a reason, `// Long: <reason>`, stands in the first 20 lines; 500 is
/// the end.
Findings checkFileSizes(const Tree& tree);

/// `function-size`: over 40 lines a reason, `// Long: <reason>`, stands in the two lines above the
/// function or in the first one inside; 70 is the end.
Findings checkFunctionSizes(const Tree& tree);

/// `sql`: statements stand in repositories and in the database module.
Findings checkSql(const Tree& tree);

/// `dead-file`: each .cpp is named by a CMakeLists.txt of its folder or above, each header is
/// included by somebody. Headers of the SDK are for others.
Findings checkDeadFiles(const Tree& tree);

/// `to-do`: nothing is left for later.
Findings checkLeftovers(const Tree& tree);

/// `migration`: each migration is listed with its checksum in tests/tidy/migrations.sha256 and has
/// not changed since.
Findings checkMigrations(const Tree& tree);

/// `unity-name`: a name in an anonymous namespace stands once in what is compiled as one source, or
/// could be after the next file is added.
Findings checkUnityNames(const Tree& tree);

/// All of the above.
Findings checkAll(const Tree& tree);

/// The findings without those of the list of old ones (`<rule> <path>` a line), which may only
/// shrink: a line of it without a finding is one, of rule `known`.
Findings withoutKnown(const Findings& findings, std::string_view known);

}  // namespace itops::tidy
