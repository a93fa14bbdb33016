#include "templates/template_service.hpp"

#include <algorithm>

#include "itops/error.hpp"
#include "templates/template_document.hpp"

namespace itops::templates {
namespace {

namespace json = boost::json;

/// Ends the transaction of a dry run, as only an exception undoes it.
struct DryRunEnd {};

std::string namesOf(const std::vector<SectionList::Entry>& entries) {
  std::string names;
  for (const auto& entry : entries) names += (names.empty() ? "" : ", ") + entry.name;
  return names;
}

bool isKnown(const std::vector<SectionList::Entry>& entries, std::string_view name) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const SectionList::Entry& entry) { return entry.name == name; });
}

void requireKnown(const std::vector<SectionList::Entry>& entries,
                  const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (isKnown(entries, name)) continue;
    throw Error(ErrorKind::kInvalid, "query_invalid",
                "The query has a parameter that can't be used; see errors.", {},
                {{"sections", "There is no section '" + name + "'. Expected some of " +
                                  namesOf(entries) + ", separated by commas."}});
  }
}

ImportResult importOne(Transaction& transaction, const SectionList::Entry& entry,
                       const json::value& content) {
  try {
    return entry.section->importJson(transaction, json::serialize(content));
  } catch (const Error& error) {
    if (error.fields().empty()) throw;
    std::vector<FieldError> fields = error.fields();
    for (FieldError& field : fields) {
      field.field.insert(0, entry.name + (field.field.starts_with('[') ? "" : "."));
    }
    throw Error(error.kind(), error.code(), error.what(), error.logDetail(), std::move(fields));
  }
}

bool changedAnything(const ImportReport& report) {
  return std::any_of(report.sections.begin(), report.sections.end(), [](const auto& section) {
    return section.result.created + section.result.updated > 0;
  });
}

AuditEntry entryOf(const ImportReport& report) {
  json::object sections;
  for (const auto& [name, result] : report.sections) {
    sections[name] = {{"created", result.created}, {"updated", result.updated}};
  }
  return {.action = "templates.import",
          .object_type = "templates",
          .object_id = "",
          .object_name = "",
          .after = json::serialize(json::object{{"sections", std::move(sections)}})};
}

}  // namespace

json::object TemplateService::exportDocument(const std::vector<std::string>& names) {
  const auto entries = sections_.snapshot();
  requireKnown(entries, names);
  json::object document{{kVersionKey, kVersion}};
  database_.transact([&](Transaction& transaction) {
    for (const auto& entry : entries) {
      const bool wanted =
          names.empty() || std::find(names.begin(), names.end(), entry.name) != names.end();
      if (wanted) document[entry.name] = json::parse(entry.section->exportJson(transaction));
    }
  });
  return document;
}

ImportReport TemplateService::importDocument(const Request& request, const json::object& document,
                                             bool dry_run) {
  ImportReport report;
  try {
    database_.transact([&](Transaction& transaction) {
      report = importSections(transaction, document);
      report.dry_run = dry_run;
      if (dry_run) throw DryRunEnd();
      if (changedAnything(report)) audit_.record(transaction, request, entryOf(report));
    });
  } catch (const DryRunEnd&) {
    // Undone, as it was meant to be.
  }
  return report;
}

ImportReport TemplateService::importSections(Transaction& transaction,
                                             const json::object& document) const {
  const auto entries = sections_.snapshot();
  ImportReport report;
  for (const auto& [name, content] : document) {
    if (name == kVersionKey || isKnown(entries, name)) continue;
    report.warnings.push_back("The section '" + std::string(name) +
                              "' is not known and was left out; known are " + namesOf(entries) +
                              ".");
  }
  for (const auto& entry : entries) {
    const json::value* const content = document.if_contains(entry.name);
    if (content == nullptr) continue;
    report.sections.push_back({entry.name, importOne(transaction, entry, *content)});
  }
  return report;
}

}  // namespace itops::templates
