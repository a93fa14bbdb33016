#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "itops/audit.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"
#include "templates/section_list.hpp"

namespace itops::templates {

/// What an import did, or would do.
struct ImportReport {
  struct Section {
    std::string name;
    ImportResult result;
  };
  bool dry_run = false;
  std::vector<Section> sections;      ///< those of the document, in the order of their import
  std::vector<std::string> warnings;  ///< about the document as a whole
};

/// Carries the sections' contents between installations. References outlive it. [request]
class TemplateService {
 public:
  TemplateService(Database& database, const SectionList& sections, Audit& audit)
      : database_(database), sections_(sections), audit_(audit) {}

  /// The document with these sections, or with all of them when none is named; one transaction.
  /// Throws Error(kInvalid, "query_invalid") for a section that doesn't exist, naming those that
  /// do.
  boost::json::object exportDocument(const std::vector<std::string>& names);

  /// Imports a document in one transaction, for the caller of the request, which is audited when
  /// something changed; a dry run leaves no trace. Sections that nobody knows are warned about.
  /// Throws what a section throws, its fields named after the section.
  ImportReport importDocument(const Request& request, const boost::json::object& document,
                              bool dry_run);

 private:
  ImportReport importSections(Transaction& transaction, const boost::json::object& document) const;

  Database& database_;
  const SectionList& sections_;
  Audit& audit_;
};

}  // namespace itops::templates
