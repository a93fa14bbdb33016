#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>

#include "definition/definition.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Which definition holds for whom, as it was when it was read. A value, cheap to copy.
class AssignedDefinitions {
 public:
  using ById = std::unordered_map<std::int32_t, Definition>;
  using IdBySubject = std::unordered_map<std::int32_t, std::int32_t>;

  AssignedDefinitions() : AssignedDefinitions({}, {}) {}
  AssignedDefinitions(ById definitions, IdBySubject assignments)
      : definitions_(std::make_shared<const ById>(std::move(definitions))),
        assignments_(std::make_shared<const IdBySubject>(std::move(assignments))) {}

  /// The definition of a service or group; null for one that has none (yet). Lives as long as this
  /// object or a copy of it.
  const Definition* of(std::int32_t subject_id) const {
    const auto assignment = assignments_->find(subject_id);
    return assignment == assignments_->end() ? nullptr : &definitions_->at(assignment->second);
  }

  /// How many have a definition.
  std::size_t size() const { return assignments_->size(); }

 private:
  // Shared because lists of many thousands are handed around.
  std::shared_ptr<const ById> definitions_;
  std::shared_ptr<const IdBySubject> assignments_;
};

/// Gives services and groups that are seen for the first time the definition of their tier, or that
/// which an agent declares for a group, and lets those that follow one follow it. Cheap when there
/// is nothing to do.
void ensureAssignments(Transaction& transaction);

/// All definitions, by the number that assignments name.
AssignedDefinitions::ById definitionsById(Transaction& transaction);

/// The definitions of these services or groups.
AssignedDefinitions definitionsOf(Transaction& transaction, Subject subject,
                                  std::span<const std::int32_t> subject_ids);

/// The definitions of all services or groups.
AssignedDefinitions definitionsOfAll(Transaction& transaction, Subject subject);

}  // namespace itops::sla
