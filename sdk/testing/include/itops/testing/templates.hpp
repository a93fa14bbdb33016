#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "itops/templates.hpp"

namespace itops::test {

/// Keeps the sections that a plugin adds, for tests to export and import. One thread at a time.
class FakeTemplates final : public Templates {
 public:
  /// See Templates::addSection.
  void addSection(std::unique_ptr<TemplateSection> section) override;

  /// The section of that name. Throws std::out_of_range when there is none.
  TemplateSection& section(std::string_view name) const;
  const std::vector<std::unique_ptr<TemplateSection>>& sections() const { return sections_; }

 private:
  std::vector<std::unique_ptr<TemplateSection>> sections_;
};

}  // namespace itops::test
