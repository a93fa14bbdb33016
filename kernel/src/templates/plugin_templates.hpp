#pragma once

#include "itops/templates.hpp"
#include "plugin/kernel_interfaces.hpp"
#include "templates/section_list.hpp"

namespace itops::templates {

/// The Templates that a plugin sees: hands its sections on to the kernel, each call guarded.
class PluginTemplates final : public Templates {
 public:
  /// @param sections outlives this object
  PluginTemplates(const plugin::PluginScope& scope, SectionList& sections)
      : scope_(scope), sections_(sections) {}

  /// See Templates::addSection. Throws also Error(kInvalid, "section_missing") for null and
  /// Error(kInvalid, "section_name") for a name that is not snake_case. [main]
  void addSection(std::unique_ptr<TemplateSection> section) override;

 private:
  plugin::PluginScope scope_;
  SectionList& sections_;
};

}  // namespace itops::templates
