// The small fakes: what a plugin hands over or looks up.
#include <stdexcept>

#include "itops/error.hpp"
#include "itops/testing/audit.hpp"
#include "itops/testing/observations.hpp"
#include "itops/testing/registry.hpp"
#include "itops/testing/templates.hpp"

namespace itops::test {
namespace {

bool looksLikeObject(std::string_view json) {
  return json.empty() || (json.front() == '{' && json.back() == '}');
}

bool isSnakeCase(std::string_view name) {
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == name.npos;
}

}  // namespace

void FakeAudit::record(Transaction&, const Request& request, const AuditEntry& entry) {
  if (!looksLikeObject(entry.before) || !looksLikeObject(entry.after)) {
    throw Error(ErrorKind::kInternal, "audit_invalid",
                "before and after of " + entry.action + " must be JSON objects or empty.");
  }
  if (entry.before == entry.after) return;
  entries_.push_back({entry, request.principal().name, std::string(request.requestId())});
}

void FakeTemplates::addSection(std::unique_ptr<TemplateSection> section) {
  if (!isSnakeCase(section->name()) || section->name() == "version") {
    throw Error(ErrorKind::kInvalid, "section_name",
                "A template section can't be named \"" + std::string(section->name()) +
                    "\"; give it a name in snake_case.");
  }
  for (const auto& known : sections_) {
    if (known->name() != section->name()) continue;
    throw Error(ErrorKind::kConflict, "section_duplicate",
                "There is a template section " + std::string(section->name()) + " already.");
  }
  sections_.push_back(std::move(section));
}

TemplateSection& FakeTemplates::section(std::string_view name) const {
  for (const auto& section : sections_) {
    if (section->name() == name) return *section;
  }
  throw std::out_of_range("there is no template section " + std::string(name));
}

ServiceRef FakeRegistry::add(std::string path) {
  return services_.emplace_back(ServiceRef{static_cast<std::int32_t>(services_.size()) + 1,
                                           Uuid::generate(), std::move(path)});
}

std::optional<ServiceRef> FakeRegistry::findByPath(std::string_view path) {
  for (const ServiceRef& service : services_) {
    if (service.path == path) return service;
  }
  return std::nullopt;
}

std::optional<ServiceRef> FakeRegistry::findById(const Uuid& id) {
  for (const ServiceRef& service : services_) {
    if (service.uuid == id) return service;
  }
  return std::nullopt;
}

void FakeObservations::addSink(std::unique_ptr<ObservationSink> sink) {
  if (sink == nullptr) {
    throw Error(ErrorKind::kInvalid, "sink_missing",
                "An observation sink is null; pass an object.");
  }
  sinks_.push_back(std::move(sink));
}

void FakeObservations::write(Transaction& transaction,
                             std::span<const Observation> observations) const {
  for (const auto& sink : sinks_) sink->write(transaction, observations);
}

}  // namespace itops::test
