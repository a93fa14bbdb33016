#pragma once

#include <string>

#include "e2e/shared_core.hpp"

namespace itops::test {

/// Runs the lines of the user documentation as they stand, by a shell: only the address is another
/// one. What they call on other hosts and clusters is played by programs of the same name.
class DocumentedPush : public FreshCore {
 protected:
  /// Puts a program before those of the machine.
  void play(const std::string& name, const std::string& script);

  /// Runs the lines and returns what they printed.
  std::string output(const std::string& lines, const std::string& shell = "/bin/sh");

  /// Runs the lines and returns the answer that curl printed.
  json::object run(const std::string& lines, const std::string& shell = "/bin/sh");

 private:
  TemporaryFolder folder_;
};

/// The text with each `what` replaced.
std::string replaced(std::string text, const std::string& what, const std::string& with);

}  // namespace itops::test
