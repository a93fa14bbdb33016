#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "itops/templates.hpp"

namespace itops::templates {

/// The sections of the template document, in the order in which they were added: a plugin comes
/// after those that it needs. A plugin's are removed before it stops. [any]
class SectionList {
 public:
  /// A section and its constant name.
  struct Entry {
    std::string owner;
    std::string name;
    std::shared_ptr<TemplateSection> section;
  };

  /// Throws Error(kConflict, "section_duplicate") naming both owners for a taken name, and
  /// Error(kInvalid, "section_name") for one that is not snake_case or is `version`.
  void add(const std::string& owner, std::shared_ptr<TemplateSection> section);
  void removeOwner(const std::string& owner);

  /// A copy, so that no lock is held while a section runs; shared ownership keeps a section alive
  /// through a call that began before its removal.
  std::vector<Entry> snapshot() const;

 private:
  mutable std::mutex mutex_;  ///< guards entries_
  std::vector<Entry> entries_;
};

}  // namespace itops::templates
