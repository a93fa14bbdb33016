#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "itops/database.hpp"
#include "itops/export.hpp"

namespace itops {

/// What an import did, or would do, to one section.
struct ImportResult {
  int created = 0;
  int updated = 0;
  int unchanged = 0;
  std::vector<std::string> warnings = {};  ///< full sentences that name the entry
};

/// One plugin's part of the template document: what an operator carries from one installation to
/// another (workflows, catalogs, definitions), never measured data or secrets.
class ITOPS_EXPORT TemplateSection {
 public:
  virtual ~TemplateSection() = default;

  /// Key in the document, snake_case, such as `sla_definitions`.
  virtual std::string_view name() const = 0;

  /// The section as a JSON array of objects, in an order that stays the same; `[]` for none.
  /// [request]
  virtual std::string exportJson(Transaction& transaction) = 0;

  /// Brings the database to what the section says: adds what is missing, updates what differs,
  /// deletes nothing. @param json an array as exportJson() gives it, from a person's file: check
  /// it. Throws Error(kInvalid, ...) with one FieldError per wrong entry (`[3].name`; the kernel
  /// puts the section's name in front); then nothing of the whole document is imported. A dry run
  /// rolls the transaction back. [request]
  virtual ImportResult importJson(Transaction& transaction, std::string_view json) = 0;
};

/// Where sections register. `need<Templates>()` succeeds in the core role; kernel-owned.
class ITOPS_EXPORT Templates {
 public:
  static constexpr std::string_view kInterfaceId = "itops.templates/1";

  /// Adds a section; the kernel removes it before `stop()`. Throws Error(kConflict,
  /// "section_duplicate") for a taken name, Error(kInvalid, "section_name") for one that is not
  /// snake_case or is `version`. Sections are imported in the order of the plugins' start. [main],
  /// in start() only.
  virtual void addSection(std::unique_ptr<TemplateSection> section) = 0;

 protected:
  ~Templates() = default;
};

}  // namespace itops
