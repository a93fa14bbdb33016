#pragma once

#include <string_view>
#include <vector>

#include "itops/templates.hpp"
#include "registry/sla_group_catalog_repository.hpp"

namespace itops::registry {

/// The groups that a template's list names, checked; what is unknown in an entry becomes a warning.
/// Throws Error(kInvalid, "template_invalid") naming every wrong entry. Pure. [any]
std::vector<SlaGroup> slaGroupsFrom(std::string_view json, std::vector<std::string>& warnings);

/// `sla_groups` of the template document: name and display name of each group. Members are no part
/// of it: they come with the services.
class SlaGroupTemplate final : public TemplateSection {
 public:
  std::string_view name() const override { return "sla_groups"; }
  std::string exportJson(Transaction& transaction) override;
  ImportResult importJson(Transaction& transaction, std::string_view json) override;
};

}  // namespace itops::registry
