// The storage pushes of the user documentation, run as they stand.

#include <gmock/gmock.h>

#include "e2e/documented_push.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kStoredService = "myorg/platform/prod/cluster1/postgresql";

// "Push Endpoints", storage push.
constexpr const char* kStoragePush =
    R"sh(curl -X POST https://api.yourdomain.com/api/v1/storage/report \
  -H "X-API-Key: $OPERATOR_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "path": "myorg/platform/prod/cluster1/postgresql",
    "allocatedBytes": 107374182400,
    "usedBytes": 53687091200,
    "storageType": "pvc",
    "mountPath": "/var/lib/postgresql"
  }'
)sh";

// "SLA Monitoring", push storage metrics.
constexpr const char* kStorageMonitoring =
    R"sh(# Report storage usage for a service (always include nodeId!)
curl -X POST https://api.yourdomain.com/api/v1/storage/report \
-H "X-API-Key: $OPERATOR_API_KEY" \
-H "Content-Type: application/json" \
-d '{
"service": "postgresql",
"nodeId": "myorg/platform/prod/cluster1",
"allocatedBytes": 107374182400,
"usedBytes": 53687091200,
"storageType": "pvc",
"mountPath": "/var/lib/postgresql"
}'
)sh";

// "SLA Monitoring", CronJob example: the argument of /bin/sh -c.
constexpr const char* kStorageCronJob = R"sh(API_URL="http://itops-core.itops:8080"
API_KEY="your-operator-api-key"
NODE_ID="myorg/platform/prod/cluster1" # matches agent hierarchy
for POD in $(kubectl get pods -n production -o name); do
NAME=$(echo $POD | sed 's|pod/||')
USAGE=$(kubectl exec -n production $NAME -- df /data 2>/dev/null | tail -1)
if [ -n "$USAGE" ]; then
TOTAL=$(echo $USAGE | awk '{print $2*1024}')
USED=$(echo $USAGE | awk '{print $3*1024}')
curl -s -X POST "$API_URL/api/v1/storage/report" \
-H "X-API-Key: $API_KEY" \
-H "Content-Type: application/json" \
-d "{\"service\":\"$NAME\",\"nodeId\":\"$NODE_ID\",\"allocatedBytes\":$TOTAL,\"usedBytes\":$USED,\"storageType\":\"pvc\"}"
fi
done
)sh";

// "GitOps Repository", storage reporter: the argument of /bin/sh -c.
constexpr const char* kStorageReporter = R"sh(# PostgreSQL storage
curl -s -X POST "$API_URL/api/v1/storage/report" \
-H "X-API-Key: $API_KEY" \
-H "Content-Type: application/json" \
-d '{"service":"postgresql","nodeId":"myorg/myplatform/prod/cluster1","allocatedBytes":107374182400,"usedBytes":64424509440,"storageType":"pvc"}'
)sh";

// What kubectl tells of two pods, of which one has no such mount. 1-K blocks as df prints them.
constexpr const char* kKubectl = R"sh(case "$1 $4" in
"get "*) printf 'pod/postgres-0\npod/nginx-0\n' ;;
"exec postgres-0") printf 'Filesystem 1K-blocks Used Available Use%% Mounted on\n'
  printf '/dev/sdb 2147483648 1073741824 1073741824 50%% /data\n' ;;
*) exit 1 ;;
esac)sh";

class DocumentedStorage : public DocumentedPush {
 protected:
  /// The service on the storage list; empty when it is not there.
  json::object storage(const std::string& path) {
    const json::array items = api.all("/api/v1/storage?path=" + path);
    return items.empty() ? json::object{} : items[0].as_object();
  }

  void expectPostgresql() {
    const json::object shown = storage(kStoredService);
    EXPECT_EQ(shown.at("freePercent"), json::value(50));
    EXPECT_EQ(shown.at("status"), json::value("healthy"));
    EXPECT_EQ(shown.at("allocatedBytes"), json::value(107374182400));
    EXPECT_EQ(shown.at("usedBytes"), json::value(53687091200));
    EXPECT_EQ(shown.at("storageType"), json::value("pvc"));
    EXPECT_EQ(shown.at("mountPath"), json::value("/var/lib/postgresql"));
  }
};

// PUSH-01, PUSH-22, PUSH-23, PUSH-24, PUSH-25, PUSH-26, PUSH-27, PUSH-28, PUSH-29, SLA-50, SLA-51,
// SLA-52, SLA-53, SLA-85, SLA-87, REPO-97
TEST_F(DocumentedStorage, OfPushEndpointsCreatesTheServiceAndShowsItAtOnce) {
  const json::object answer = run(kStoragePush);
  EXPECT_EQ(answer.at("success"), json::value(true)) << json::serialize(answer);
  EXPECT_EQ(answer.at("created"), json::value(true));
  EXPECT_EQ(answer.at("serviceName"), json::value("postgresql"));
  EXPECT_EQ(answer.at("freePercent"), json::value(50));
  EXPECT_EQ(answer.at("status"), json::value("healthy"));
  EXPECT_THAT(answer.at("warnings").as_array(), IsEmpty());
  const json::object service = api.service(kStoredService);
  EXPECT_EQ(service.at("id"), answer.at("id"));
  EXPECT_EQ(service.at("source"), json::value("external"));
  EXPECT_EQ(service.at("tags"), json::value(json::array{"storage"}));
  EXPECT_EQ(service.at("criticality"), json::value("medium"));
  EXPECT_EQ(service.at("status"), json::value("UNKNOWN")) << "it says nothing of health";
  expectPostgresql();
}

// SLA-49, SLA-86: both spellings of the same service.
TEST_F(DocumentedStorage, OfSlaMonitoringUpdatesTheSameRow) {
  const json::object first = run(kStoragePush);
  const json::object second = run(kStorageMonitoring);
  EXPECT_EQ(second.at("id"), first.at("id"));
  EXPECT_EQ(second.at("created"), json::value(false));
  EXPECT_THAT(api.all("/api/v1/storage"), SizeIs(1));
  expectPostgresql();
  const json::array history = api.all("/api/v1/storage/" + textOf(first.at("id")) + "/history");
  EXPECT_THAT(history, SizeIs(2));
}

// SLA-88, SLA-89: awk prints bytes as 2.19902e+12, which is said and stored.
TEST_F(DocumentedStorage, OfTheCronJobReportsWhatDfFinds) {
  play("kubectl", kKubectl);
  const json::object answer = run(kStorageCronJob);
  EXPECT_EQ(answer.at("serviceName"), json::value("postgres-0")) << json::serialize(answer);
  EXPECT_THAT(texts(answer.at("warnings").as_array(), "code"),
              ElementsAre("field.coerced", "field.coerced"));
  const json::object shown = storage("myorg/platform/prod/cluster1/postgres-0");
  EXPECT_NEAR(json::value_to<double>(shown.at("freePercent")), 50, 0.001);
  EXPECT_NEAR(json::value_to<double>(shown.at("allocatedBytes")), 2147483648.0 * 1024, 1e7);
  EXPECT_EQ(storage("myorg/platform/prod/cluster1/nginx-0"), json::object{});
}

// REPO-105, REPO-106, REPO-123
TEST_F(DocumentedStorage, OfTheStorageReporterIsStored) {
  const json::object answer = run(kStorageReporter);
  EXPECT_EQ(answer.at("status"), json::value("healthy"));
  EXPECT_EQ(answer.at("freePercent"), json::value(40));
  const json::object shown = storage("myorg/myplatform/prod/cluster1/postgresql");
  EXPECT_EQ(shown.at("usedBytes"), json::value(64424509440));
  EXPECT_EQ(shown.at("mountPath"), json::value(nullptr));
}

// SLA-61, SLA-62: the health push in between keeps its hands off.
TEST_F(DocumentedStorage, AddsItsTagToThoseThatAreThere) {
  api.push({{"path", kStoredService}, {"status", "OPERATIONAL"}, {"tags", {"database"}}});
  run(kStoragePush);
  run(kStoragePush);
  EXPECT_EQ(api.service(kStoredService).at("tags"),
            json::value(json::array{"database", "storage"}));
  api.push({{"path", kStoredService}, {"status", "DOWN"}, {"tags", {"web"}}});
  EXPECT_EQ(api.service(kStoredService).at("tags"),
            json::value(json::array{"database", "storage"}));
}

}  // namespace
}  // namespace itops::test
