#pragma once

#include "registry/service_view.hpp"

namespace itops::registry::test {

/// A service in which every field has a value.
inline ServiceView someService() {
  ServiceView view;
  view.uuid = *Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057");
  view.node_path = "org/infra/prod/rack";
  view.name = "db";
  view.path = view.node_path + "/" + view.name;
  view.source = "external";
  view.fields.display_name = "Db";
  view.fields.description = "The database";
  view.fields.type = "database";
  view.fields.team = "dba";
  view.fields.criticality = "high";
  view.fields.name_space = "prod";
  view.fields.tags = {"sql", "eu"};
  view.fields.unknown_after = std::chrono::seconds(60);
  view.fields.owners = {{"team", FieldOwner::kPerson}, {"type", FieldOwner::kPush}};
  view.state.status = Status::kDegraded;
  view.state.status_since = *parseTimestamp("2026-03-01T12:00:00.5Z");
  view.state.message = "slow";
  view.state.last_seen_at = *parseTimestamp("2026-03-01T12:01:00Z");
  view.sla_groups = {"a", "b"};
  view.created_at = *parseTimestamp("2026-01-01T00:00:00Z");
  return view;
}

}  // namespace itops::registry::test
