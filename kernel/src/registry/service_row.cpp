#include "registry/service_row.hpp"

#include <boost/json.hpp>

namespace itops::registry {
namespace {

FieldOwners ownersFromJson(std::string_view text) {
  FieldOwners owners;
  const auto document = boost::json::parse(text);
  for (const auto& [name, owner] : document.as_object()) {
    owners[name] = parseFieldOwner(std::string_view(owner.as_string()));
  }
  return owners;
}

std::optional<std::chrono::seconds> optionalSeconds(const Rows::Row& row, std::string_view column) {
  const auto count = row.optionalInteger(column);
  return count ? std::optional(std::chrono::seconds(*count)) : std::nullopt;
}

}  // namespace

std::string ownersToJson(const FieldOwners& owners) {
  boost::json::object document;
  for (const auto& [name, owner] : owners) document[name] = fieldOwnerName(owner);
  return boost::json::serialize(document);
}

ServiceFields fieldsFromRow(const Rows::Row& row) {
  ServiceFields fields;
  fields.display_name = row.text("display_name");
  fields.description = row.text("description");
  fields.type = row.text("type");
  fields.team = row.text("team");
  fields.criticality = row.text("criticality");
  fields.name_space = row.optionalText("namespace");
  fields.tags = row.textArray("tags");
  fields.unknown_after = optionalSeconds(row, "unknown_after_seconds");
  fields.down_after = optionalSeconds(row, "down_after_seconds");
  fields.owners = ownersFromJson(row.text("field_owners"));
  return fields;
}

ServiceState stateFromRow(const Rows::Row& row) {
  ServiceState state;
  state.status = static_cast<Status>(row.integer("status"));
  state.status_since = row.timestamp("status_since");
  state.message = row.text("message");
  state.last_seen_at = row.optionalTimestamp("last_seen_at");
  state.last_observed_at = row.optionalTimestamp("last_observed_at");
  state.silence_from = row.optionalTimestamp("silence_from");
  state.revision = static_cast<std::int32_t>(row.integer("revision"));
  return state;
}

}  // namespace itops::registry
