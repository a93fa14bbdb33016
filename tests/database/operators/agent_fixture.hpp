#pragma once

#include <gtest/gtest.h>

#include <string>

#include "database/ingest/replica.hpp"
#include "operators/sync_writer.hpp"
#include "snapshot_sink.hpp"

namespace itops::test {

/// Agents of nodes beside a replica that takes pushes, on one database.
class AgentTest : public testing::Test {
 protected:
  AgentTest() { sinks_.add("sla", std::make_shared<sla::SnapshotSink>(database_.pool())); }

  /// A sync as the agent of a node sends it. @param members of the body without braces
  std::vector<operators::ServiceOutcome> sync(const std::string& node, const std::string& members,
                                              int offset = 0) {
    return writer_.write(operators::decodeSync(
        R"({"nodeId":")" + node + "\"" + (members.empty() ? "" : ",") + members + "}", at(offset),
        {}));
  }

  /// One service of kNode in that status. @param more members of its entry
  operators::ServiceOutcome report(const std::string& name, const std::string& status,
                                   int offset = 0, const std::string& more = "") {
    return sync(kNode,
                R"("services":[{"name":")" + name + R"(","status":")" + status + "\"" +
                    (more.empty() ? "" : ",") + more + "}]",
                offset)
        .front();
  }

  std::string statusOf(const std::string& name) {
    return database_.value(
        "SELECT st.status FROM kernel.service_state AS st "
        "JOIN kernel.service AS s ON s.id = st.service_id WHERE s.name = '" +
        name + "'");
  }

  CatalogDatabase database_;
  Replica replica_{database_};
  RecordingLogger logger_;
  ingest::SinkList sinks_;
  operators::SyncWriter writer_{database_.pool(), replica_.events(), sinks_, {}, 1000, logger_};
};

}  // namespace itops::test
