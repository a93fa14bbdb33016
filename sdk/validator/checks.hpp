#pragma once

#include <span>

#include "outcome.hpp"
#include "subject.hpp"

namespace itops::validator {

/// One question about a plugin. Runs in a child process.
struct Check {
  const char* name;
  Outcome (*run)(const Subject& subject);
  bool essential = false;  ///< its failure makes all later checks pointless
};

/// Of the file and its descriptor.
std::span<const Check> libraryChecks();
/// Of start and stop.
std::span<const Check> lifeChecks();
/// Of what the running plugin registered.
std::span<const Check> registrationChecks();
/// Of the migrations.
std::span<const Check> migrationChecks();

/// Why a check that starts the plugin can't run here; empty when it can.
std::string whyNotStarted(const Subject& subject);

}  // namespace itops::validator
