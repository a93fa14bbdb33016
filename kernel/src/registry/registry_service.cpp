#include "registry/registry_service.hpp"

#include <array>

#include "registry/service_audit.hpp"
#include "registry/service_patch.hpp"
#include "registry/service_writer_repository.hpp"

namespace itops::registry {
namespace {

ServiceRecord lockOne(ServiceWriter& writer, const Uuid& id) {
  const std::array ids{id};
  auto records = writer.lockByUuid(ids);
  if (records.empty()) throw serviceNotFound(id);
  return std::move(records.front());
}

void save(ServiceWriter& writer, ServiceRecord& record) {
  ++record.state.revision;
  const std::array<const ServiceRecord*, 1> records{&record};
  writer.saveFields(records);
  writer.saveStates(records);
}

std::string_view nameOf(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

Error serviceNotFound(const Uuid& id) {
  return Error(ErrorKind::kNotFound, "service_not_found",
               "There is no service with the id " + id.toString() + ".");
}

void RegistryService::patch(const Request& request, const Uuid& id,
                            const boost::json::object& patch) {
  database_.transact([&](Transaction& transaction) {
    ServiceWriter writer(transaction);
    ServiceRecord record = lockOne(writer, id);
    const std::string before = auditDocument(record);
    applyPatch(record.fields, nameOf(record.path), patch, FieldOwner::kPerson, defaults_);
    save(writer, record);
    audit_.record(transaction, request, serviceChange("service.update", record, before));
  });
}

void RegistryService::archive(const Request& request, const Uuid& id) {
  database_.transact([&](Transaction& transaction) {
    ServiceWriter writer(transaction);
    ServiceRecord record = lockOne(writer, id);
    if (record.archived_at) return;
    const std::string before = auditDocument(record);
    record.archived_at = clock_.now();
    record.state.silence_from.reset();
    save(writer, record);
    writer.saveArchival(record);
    audit_.record(transaction, request, serviceChange("service.archive", record, before));
  });
}

}  // namespace itops::registry
