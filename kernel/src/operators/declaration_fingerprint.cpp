#include "operators/declaration_fingerprint.hpp"

#include <bit>

#include "ingest/fingerprint.hpp"

namespace itops::operators {
namespace {

using ingest::Fingerprint;

void add(Fingerprint& fingerprint, const std::optional<double>& number) {
  fingerprint.add(number.has_value());
  if (number) fingerprint.add(std::bit_cast<std::uint64_t>(*number));
}

void add(Fingerprint& fingerprint, const std::optional<std::int64_t>& number) {
  fingerprint.add(number.has_value());
  if (number) fingerprint.add(static_cast<std::uint64_t>(*number));
}

void add(Fingerprint& fingerprint, const boost::json::array& links) {
  fingerprint.add(links.size());
  for (const auto& link : links) fingerprint.add(std::string_view(boost::json::serialize(link)));
}

void add(Fingerprint& fingerprint, const BackupDeclaration& backup) {
  fingerprint.add(backup.expected ? 1U + *backup.expected : 0U);
  add(fingerprint, backup.max_age_days);
  fingerprint.add(backup.schedule).add(backup.storage_size).add(backup.retention);
}

}  // namespace

std::uint64_t fingerprintOf(const ServiceReport& report) {
  const Declaration& declared = report.declared;
  Fingerprint fingerprint(0);
  fingerprint.add(declared.display_name).add(declared.description).add(declared.type);
  fingerprint.add(declared.team).add(declared.criticality).add(declared.name_space);
  fingerprint.add(declared.sla_group).add(declared.workload_type).add(declared.workload_name);
  fingerprint.add(declared.version);
  fingerprint.add(declared.tags ? declared.tags->size() + 1 : 0);
  if (declared.tags) {
    for (const std::string_view tag : *declared.tags) fingerprint.add(tag);
  }
  add(fingerprint, declared.backup);
  add(fingerprint, declared.storage.allocated_bytes);
  add(fingerprint, declared.storage.used_bytes);
  add(fingerprint, declared.storage.free_percent);
  add(fingerprint, declared.requires_);
  add(fingerprint, declared.used_by);
  add(fingerprint, report.replicas);
  add(fingerprint, report.ready_replicas);
  return fingerprint.value();
}

}  // namespace itops::operators
