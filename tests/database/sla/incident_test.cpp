#include "database/sla/incident_test.hpp"

namespace itops::sla {

void IncidentTest::changeTo(Status status, const std::string& time, const std::string& message) {
  const ServiceStatusChanged event = storedChange(status, time, message);
  database_.pool().transact(
      [&](Transaction& transaction) { kernel_.events.emit(transaction, event); });
}

void IncidentTest::changeTogether(const std::vector<Change>& changes) {
  std::vector<ServiceStatusChanged> events;
  for (const auto& [status, time] : changes) events.push_back(storedChange(status, time, {}));
  database_.pool().transact(
      [&](Transaction& transaction) { kernel_.events.emitAll(transaction, events); });
}

ServiceStatusChanged IncidentTest::storedChange(Status status, const std::string& time,
                                                const std::string& message) {
  setClock(time);
  const std::string number = std::to_string(static_cast<int>(status));
  database_.run("UPDATE kernel.service_state SET status = " + number + ", status_since = '" +
                formatTimestamp(at(time)) + "', message = '" + message +
                "' WHERE service_id = " + std::to_string(service_));
  const std::string uuid =
      database_.value("SELECT uuid FROM kernel.service WHERE id = " + std::to_string(service_));
  return {.service_id = *Uuid::parse(uuid),
          .service_key = service_,
          .path = kPath,
          .status = status,
          .previous_status = std::nullopt,
          .cause = "push",
          .message = message,
          .occurred_at = at(time)};
}

std::vector<std::string> IncidentTest::incidents() {
  return database_.values(
      "SELECT to_char(opened_at, 'HH24:MI') || '..' || "
      "COALESCE(to_char(closed_at, 'HH24:MI'), '') || ' flaps ' || flaps "
      "FROM sla.incident ORDER BY opened_at, id");
}

std::string IncidentTest::newest() {
  return "/api/v1/sla/incidents/" +
         database_.value("SELECT uuid FROM sla.incident ORDER BY id DESC LIMIT 1");
}

std::vector<std::string> IncidentTest::published() const {
  std::vector<std::string> texts;
  for (const auto& event : kernel_.events.log()) {
    const test::FakeEventReader reader(event.members);
    const std::string time(reader.text("occurredAt").substr(11, 8));
    if (event.type == IncidentOpened::kType) texts.push_back("opened " + time);
    if (event.type == IncidentClosed::kType) {
      texts.push_back("closed " + time + " " + std::string(reader.text("reason")));
    }
  }
  return texts;
}

}  // namespace itops::sla
