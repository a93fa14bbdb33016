#include "templates/section_list.hpp"

#include <algorithm>

#include "itops/error.hpp"
#include "templates/template_document.hpp"

namespace itops::templates {
namespace {

bool isSectionName(const std::string& name) {
  const bool word = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  return word && !name.empty() && name.front() >= 'a' && name != kVersionKey;
}

}  // namespace

void SectionList::add(const std::string& owner, std::shared_ptr<TemplateSection> section) {
  const std::string name(section->name());
  if (!isSectionName(name)) {
    throw Error(ErrorKind::kInvalid, "section_name",
                owner + " adds the template section '" + name +
                    "'; give it a name in snake_case other than version.");
  }
  const std::lock_guard lock(mutex_);
  for (const Entry& entry : entries_) {
    if (entry.name != name) continue;
    throw Error(ErrorKind::kConflict, "section_duplicate",
                owner + " adds the template section " + name + ", which " + entry.owner +
                    " has added already; rename one of them.");
  }
  entries_.push_back({owner, name, std::move(section)});
}

void SectionList::removeOwner(const std::string& owner) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const Entry& entry) { return entry.owner == owner; });
}

std::vector<SectionList::Entry> SectionList::snapshot() const {
  const std::lock_guard lock(mutex_);
  return entries_;
}

}  // namespace itops::templates
